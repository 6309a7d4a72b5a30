//! Rows for spreadsheets: quoted as RFC 4180 has it, and no cell that a spreadsheet would take for a formula.

/// What a spreadsheet takes a cell for a formula by, at its beginning. Some skip a tab or a line break first.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Cells as a row, its line break too.
pub fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    format!("{}\n", cells.join(","))
}

fn cell(text: &str) -> String {
    let guard = if text.starts_with(FORMULA) { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(row(["a", "", "b c"]), "a,,b c\n");
        assert_eq!(row(["a,b", "say \"no\"", "two\nlines"]), "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(row(["=1+1", "+1", "-1", "@x", "1-1"]), "'=1+1,'+1,'-1,'@x,1-1\n");
        assert_eq!(row(["=a,\"b\""]), "\"'=a,\"\"b\"\"\"\n");
        assert_eq!(row(["\t=1", "\r=1"]), "'\t=1,\"'\r=1\"\n");
    }
}
