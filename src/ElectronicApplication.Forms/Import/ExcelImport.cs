using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Forms.Import;

/// <summary>
/// Makes a draft of a form from an Excel 様式 (.xlsx): a sheet in which labels and blanks lie in a grid of lines, as paper forms are drawn.
/// Every field is a guess and says so under <c>x-guess</c>: the cell, a confidence from 0 to 1, the reason in words, and <c>"check": true</c> where the author must look.
/// </summary>
public static partial class ExcelImport
{
    private const int MaxFields = 1000;

    /// <exception cref="DefinitionException">It is no such file, too large, hostile, or nothing in it is to be filled in. Nothing is imported then.</exception>
    public static ImportedForm Read(ReadOnlyMemory<byte> xlsx)
    {
        var (import, ids, pages) = (new ImportBuilder(), new ExcelIds(), new JsonArray());
        string? title = null;
        foreach (var sheet in ExcelWorkbook.Read(xlsx))
        {
            if (sheet.IsHidden || NotTheForm().IsMatch(sheet.Name))
            {
                import.Gap(sheet.Name, sheet.IsHidden ? "隠れているシートは取り込みません。" : "記入例や一覧のシートは取り込みません。", sheet.IsHidden ? "A hidden sheet is not imported." : "A sheet with an example or a list is not imported.");
                continue;
            }
            if (sheet.LeavesOut)
                import.Gap(sheet.Name, "隠れている行や列、印刷範囲の外にある文字は取り込みません。", "What stands in hidden rows and columns or outside the print area is not imported.");
            var layout = new ExcelLayout(sheet);
            var fields = new ExcelFields(sheet, ids, import).Of(layout.Entries);
            foreach (var (box, ja, en) in layout.Left)
                import.Gap(sheet.Place(box.Area), box.Text.Trim().Length > 0 ? $"「{Short(box)}」: {ja}" : ja, box.Text.Trim().Length > 0 ? $"'{Short(box)}': {en}" : en);
            title ??= layout.Title;
            foreach (var page in Pages(fields, layout, ids, layout.Title ?? sheet.Name))
                pages.Add((JsonNode)page);
        }
        if (pages.Count == 0)
            throw ExcelPackage.Refused("$", "記入する欄が見つかりません。見出しの右か下に、罫線で囲んだ空欄のあるシートを選んでください。", "There is nothing to fill in. Choose a sheet with empty frames beside or below their labels.");
        if (pages.Sum(page => page!["fields"]!.AsArray().Count) > MaxFields)
            throw ExcelPackage.Refused("$", $"項目が多すぎます（{MaxFields} 個まで）。様式を分けてください。", $"There are too many fields (limit {MaxFields}). Divide the form.");
        return new ImportedForm(new JsonObject { ["pages"] = pages }, import.Gaps) { Title = title };
    }

    /// <summary>A page for each heading across the paper and each larger block; smaller blocks are headings on a page.</summary>
    private static List<JsonObject> Pages(List<ExcelField> fields, ExcelLayout layout, ExcelIds ids, string title)
    {
        var pages = new List<(JsonObject Page, int Top)>();
        string? current = null;
        for (var i = 0; i < fields.Count;)
        {
            var (heading, section) = (fields[i].Entry.Heading, fields[i].Entry.Section);
            var part = fields.Skip(i).TakeWhile(field => field.Entry.Heading == heading && field.Entry.Section == section).ToList();
            i += part.Count;
            var key = heading ?? (part.Count >= 3 ? section : null);
            if (pages.Count == 0 || key != current)
                pages.Add((new JsonObject { ["id"] = ids.Unique("page"), ["title"] = key ?? (pages.Count == 0 ? title : "その他の事項"), ["fields"] = new JsonArray() }, part[0].Entry.Area.Top));
            current = key;
            var into = pages[^1].Page["fields"]!.AsArray();
            if (section is not null && section != key && (string?)part[0].Json["label"] != section)
                into.Add((JsonNode)new JsonObject { ["id"] = ids.Unique("heading"), ["type"] = "heading", ["label"] = section });
            foreach (var field in part)
                into.Add((JsonNode)field.Json);
        }
        foreach (var note in layout.Boxes.Where(box => box is { Role: BoxRole.Note, Taken: false }))
            if (pages.Count > 0)
            {
                var page = pages.LastOrDefault(page => page.Top <= note.Area.Top, pages[0]).Page;
                page["guidance"] = (page["guidance"] is { } before ? before + "\n" : "") + note.Text.Trim();
            }
        return [.. pages.Select(page => Ordered(page.Page))];
    }

    /// <summary>The guidance stands before the fields, as authors write it.</summary>
    private static JsonObject Ordered(JsonObject page)
    {
        if (page["guidance"] is { } guidance)
        {
            page.Remove("guidance");
            page.Insert(2, "guidance", guidance);
        }
        return page;
    }

    private static string Short(FormBox box) => ExcelWords.Display(box.Text) is { Length: > 30 } text ? text[..29] + "…" : ExcelWords.Display(box.Text);

    [GeneratedRegex("記入例|記載例|記入見本|見本|リスト|一覧|マスタ|コード表|作業用|設定|^data$|^list$", RegexOptions.IgnoreCase)]
    private static partial Regex NotTheForm();
}
