/** The one function used of jstat, which brings no types. */
declare module 'jstat' {
  const jStat: {
    readonly studentt: {
      /** Quantile of Student's t distribution. */
      inv(p: number, degreesOfFreedom: number): number;
    };
  };
  export default jStat;
}
