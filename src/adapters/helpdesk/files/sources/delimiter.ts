import { parse } from 'csv-parse/sync';

/** Signs that part fields, the likeliest first. */
const candidates = [',', ';', '\t', '|'] as const;

/**
 * The sign that parts the fields of a table, by its first lines: the one by which the most rows have as many fields as the
 * header, among equals the one that makes more of them. A table of one column has none.
 */
export function findDelimiter(text: string): string | undefined {
  let best: { delimiter: string; share: number; fields: number } | undefined;
  for (const delimiter of candidates) {
    const [header, ...rows] = recordsOf(text, delimiter);
    const fields = header?.length ?? 0;
    if (fields < 2) continue;
    const share = rows.length === 0 ? 1 : rows.filter((row) => row.length === fields).length / rows.length;
    const isBetter = !best || share > best.share || (share === best.share && fields > best.fields);
    if (isBetter) best = { delimiter, share, fields };
  }
  return best?.delimiter;
}

function recordsOf(text: string, delimiter: string): string[][] {
  return parse(text, {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    to: 200,
  });
}
