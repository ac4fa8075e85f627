using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>
/// What the grid posted, as edits. Names of the controls: <c>c.3.0</c> (cell of row and column), <c>n.3</c> (note), <c>i.0.what</c>, <c>i.0.formula</c>,
/// <c>o.0.label</c> (columns), <c>g.0.1</c> (a missing case). Only what differs from what the person had before them becomes an edit, cell by cell, so that
/// two people can fill in one table.
/// </summary>
internal static class TablePost
{
    private const int MaxPaste = 200_000;

    public static SheetCommand Read(SheetPost post)
    {
        var (at, form) = (post.View.Place.At, post.Form);
        if (TableGrid.Of(post.View.Design.Tree, at) is not { } grid || ElementJson.Find(post.View.Design.Tree, at) is not { } table || ElementJson.Find(post.Current, at) is not { } now)
            return SheetCommand.Refused("この表は、ほかの人が削除しました。一覧から選び直してください。", "The table is gone.");
        switch (post.Command.Verb)
        {
            case "paste":
                return Paste(at, grid, table, now, form);
            case "remove" or "force":
                return new([new Remove([at], post.Command.Verb == "force")]) { Next = _ => "/tables" };
            case "duplicate":
                return new([new Duplicate([at])]) { Next = focus => "/tables/" + (focus ?? at)["table/".Length..] };
        }
        if (!TableColumnsPost.AreSame(table, now))
            return SheetCommand.Refused(PlaceNow.Lost, "Somebody else changed the columns. Load the table again.");
        var edits = new List<DefinitionEdit>();
        var errors = new Dictionary<string, string>();
        var unfinished = TableColumnsPost.Read(at, table, post, edits);
        Func<int?, int?> place = row => PlaceNow.Of(table["rules"] as JsonArray, now["rules"] as JsonArray, row);
        Cells(at, grid, form, edits, place, errors);
        if (TableShape.Change(post, edits, place) is { } shape)
        {
            if (shape.Refusal is not null)
                return shape;
            edits.AddRange(shape.Edits);
        }
        if (post.Command.Verb == "rename" && form["id"].ToString().Trim() is { Length: > 0 and <= 64 } id && id != grid.Id)
            return new([.. edits, new RenameId(at, id)]) { Next = _ => "/tables/" + id };
        return new(edits) { Errors = errors, IsUnfinished = unfinished };
    }

    private static SheetCommand Paste(string at, TableGrid grid, JsonObject table, JsonObject now, IFormCollection form)
    {
        var text = form["paste.text"].ToString().ReplaceLineEndings("\n");
        if (text.Length > MaxPaste)
            return SheetCommand.Refused("貼り付ける内容が大きすぎます（20万文字まで）。分けて貼り付けてください。", "Paste less than 200,000 characters at once.");
        // Behind the last row: wherever that is by now.
        var (before, rules) = (table["rules"] as JsonArray ?? [], now["rules"] as JsonArray ?? []);
        var row = Number(form, "paste.row") is { } chosen && chosen < before.Count ? PlaceNow.Of(before, rules, chosen) : rules.Count;
        if (row is not { } place || !TableColumnsPost.AreSame(table, now))
            return SheetCommand.Refused(PlaceNow.Lost, "Somebody else changed the row. Load the table again.");
        return new([new PasteTable(at, place, Math.Min(Number(form, "paste.column") ?? 0, grid.Columns.Count), text.TrimEnd('\n') + "\n")]);
    }

    /// <summary>Neighbouring cells of a row go together, as one paste.</summary>
    private static void Cells(string at, TableGrid grid, IFormCollection form, List<DefinitionEdit> edits, Func<int?, int?> place, Dictionary<string, string> errors)
    {
        for (var r = 0; r < grid.Rows.Count; r++)
        {
            var row = grid.Rows[r];
            var texts = Enumerable.Range(0, row.Cells.Count + 1).Select(c => c < row.Cells.Count ? Changed($"c.{r}.{c}", row.Cells[c].Words) : Changed($"n.{r}", row.Note)).ToList();
            for (var c = 0; c < texts.Count; c++)
            {
                var first = c;
                while (c < texts.Count && texts[c] is not null)
                    c++;
                if (c <= first)
                    continue;
                if (place(r) is { } now)
                    edits.Add(new PasteTable(at, now, first, string.Join('\t', texts[first..c]) + "\n"));
                else
                    errors[first < row.Cells.Count ? $"c.{r}.{first}" : $"n.{r}"] = PlaceNow.LostText(string.Join("、", texts[first..c]));
            }
        }

        string? Changed(string name, string shown) => form.TryGetValue(name, out var posted) && posted.ToString() is var text && text.Trim() != shown.Trim() && text.Length <= 4_000
            ? text.Replace('\t', ' ').ReplaceLineEndings(" ").Trim() : null;
    }

    private static int? Number(IFormCollection form, string name) =>
        int.TryParse(form[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 10_000 ? number : null;
}
