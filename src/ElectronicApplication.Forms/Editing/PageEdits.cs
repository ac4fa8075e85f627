using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

internal static class PageEdits
{
    public static EditOutcome Add(EditWork work, AddPage edit)
    {
        var pages = work.Tree.Form.List("pages");
        var title = edit.TitleJa.Trim() is { Length: > 0 } given ? given : $"ページ{pages.Count + 1}";
        var id = ProposedId.Unique(ProposedId.FromLabel(title) ?? $"page_{pages.Count + 1}", taken => work.Index.Page(taken) is not null);
        int? place = string.IsNullOrEmpty(edit.After) ? null : pages.IndexOf(work.Page(edit.After).Json) + 1;
        pages.Put(place, new JsonObject { ["id"] = id, ["title"] = title, ["fields"] = new JsonArray() });
        return EditOutcome.Done($"ページ「{title}」を追加", $"Added the page “{title}”", "page/" + id);
    }

    public static EditOutcome Move(EditWork work, MovePage edit)
    {
        var (page, pages) = (work.Page(edit.Id), work.Tree.Form.List("pages"));
        pages.Remove(page.Json);
        pages.Put(edit.Index, page.Json);
        return EditOutcome.Done($"ページ「{page.Json.Ja()}」を移動", $"Moved the page “{page.Json.En()}”", "page/" + page.Id);
    }
}
