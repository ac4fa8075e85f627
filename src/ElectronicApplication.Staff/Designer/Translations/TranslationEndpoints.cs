using System.Globalization;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>Every text of a design beside its translation.</summary>
internal static class TranslationEndpoints
{
    private const int MaxText = 8_000;

    public static void MapTranslations(this RouteGroupBuilder one)
    {
        one.MapGet("/translations", (HttpContext context, string code, DesignSheets sheets, CancellationToken cancel) =>
        {
            var (language, all, from) = Place(context);
            return sheets.ShowAsync(context, code, TranslationSheet.Page(language, all, from), "", view => Show(view, language, all, from), cancel);
        });
        one.MapPost("/translations", (HttpContext context, string code, DesignSheets sheets, CancellationToken cancel) =>
        {
            var (language, all, from) = Place(context);
            return sheets.PostAsync(context, code, TranslationSheet.Page(language, all, from), "", post => Read(post, language), view => Show(view, language, all, from), cancel);
        }).RequireToken();
    }

    private static IResult Show(EditorView view, string language, bool all, int from) =>
        Pages.Show<TranslationsPage>(new { View = view, Sheet = TranslationSheet.Of(view.Design.Tree, language, all, from, view.IsTyping ? view.Posted : null) }, view.Status);

    /// <summary>The controls are named after what they translate: <c>t.field/item_kind.options[2].label</c>.</summary>
    private static SheetCommand Read(SheetPost post, string language)
    {
        var edits = new List<DefinitionEdit>();
        var errors = new Dictionary<string, string>();
        var now = Translations.All(post.Current, language).ToLookup(row => (row.Target, row.SourceJa));
        foreach (var row in Translations.All(post.View.Design.Tree, language))
        {
            var name = TranslationSheet.Control(row);
            if (!post.Form.TryGetValue(name, out var posted) || Text(posted.ToString()) is var text && text == (row.Text ?? ""))
                continue;
            if (text.Length > MaxText)
                errors[name] = $"{MaxText:#,0} 文字までにしてください。";
            // The place of an option or a rule is a number: it is still the same one when it says the same in Japanese.
            else if (!row.Key.Contains('[', StringComparison.Ordinal))
                edits.Add(new SetText(row.Target, row.Key, language, text));
            else if (now[(row.Target, row.SourceJa)].Select(r => r.Key).ToList() is var keys && (keys.Contains(row.Key) ? row.Key : keys is [var moved] ? moved : null) is { } key)
                edits.Add(new SetText(row.Target, key, language, text));
            else
                errors[name] = PlaceNow.LostText(text);
        }
        return new(edits) { Errors = errors };
    }

    private static string Text(string posted) => posted.ReplaceLineEndings("\n").Trim();

    private static (string Language, bool All, int From) Place(HttpContext context)
    {
        var query = context.Request.Query;
        var language = EditorPlace.Languages.Skip(1).Any(l => l.Key == query["lang"]) ? query["lang"].ToString() : "en";
        return (language, query["all"] == "1", int.TryParse(query["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var from) && from < 100_000 ? from : 0);
    }
}
