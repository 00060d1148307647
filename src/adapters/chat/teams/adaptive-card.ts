/** The part of Adaptive Cards 1.5, and of Teams' charts, that this adapter writes. */

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  /** Shown by clients too old for the version. */
  readonly fallbackText: string;
  readonly msteams: { readonly width: 'Full' };
  readonly body: readonly Element[];
}

export type Element = RichTextBlock | Table | Chart | Container | ActionSet;

/** Text without any markdown, unlike TextBlock and FactSet. */
export interface RichTextBlock {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
  readonly spacing?: Spacing;
  readonly horizontalAlignment?: 'Right';
}

export interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Small' | 'Medium';
  readonly color?: 'Good' | 'Attention';
  readonly isSubtle?: true;
  readonly selectAction?: { readonly type: 'Action.OpenUrl'; readonly url: string };
}

export interface Table {
  readonly type: 'Table';
  readonly firstRowAsHeaders: boolean;
  readonly showGridLines: false;
  readonly columns: readonly { readonly width: number }[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly type: 'TableRow';
  readonly cells: readonly { readonly type: 'TableCell'; readonly items: readonly RichTextBlock[] }[];
}

interface Container {
  readonly type: 'Container';
  readonly items: readonly Element[];
}

export interface ActionSet {
  readonly type: 'ActionSet';
  readonly actions: readonly {
    readonly type: 'Action.Submit';
    readonly title: string;
    readonly data: { readonly kpi: string };
  }[];
}

export interface Point {
  readonly x: string;
  readonly y: number;
}

interface ChartFrame {
  readonly title: string;
  readonly yAxisTitle: string;
  /** Shown by clients that know no charts. */
  readonly fallback: Element;
}

export type Chart = ChartFrame &
  (
    | {
        readonly type: 'Chart.Line' | 'Chart.VerticalBar.Grouped';
        readonly data: readonly { readonly legend: string; readonly values: readonly Point[] }[];
      }
    | { readonly type: 'Chart.VerticalBar'; readonly data: readonly Point[] }
  );

type Spacing = 'None' | 'Small' | 'Medium';
