using System.Globalization;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>Texts of a design beside their translation into one language.</summary>
/// <param name="All">Also what is translated already.</param>
/// <param name="Rows">Those of this page.</param>
/// <param name="Count">Of all pages.</param>
public sealed record TranslationSheet(string Language, bool All, int From, IReadOnlyList<TranslationRow> Rows, int Count, IReadOnlyList<(string Language, string Text, int Done, int Total)> Progress)
{
    public const int RowsShown = 100;

    public string LanguageName => EditorPlace.Languages.First(l => l.Key == Language).Text;

    /// <summary>The name of the box for a text.</summary>
    public static string Control(TranslationRow row) => $"t.{row.Target}.{row.Key}";

    /// <param name="typed">What somebody is in the middle of typing: its row stays, although it is no longer missing.</param>
    public static TranslationSheet Of(DefinitionTree tree, string language, bool all, int from, IFormCollection? typed = null)
    {
        var progress = new List<(string, string, int, int)>();
        foreach (var (key, text) in EditorPlace.Languages.Skip(1))
        {
            var (total, missing) = (Translations.All(tree, key).Count, Translations.Missing(tree, key).Count);
            progress.Add((key, text, total - missing, total));
        }
        var rows = all ? Translations.All(tree, language) : Translations.Missing(tree, language);
        if (!all && typed is not null)
        {
            var missing = rows.ToHashSet();
            rows = [.. Translations.All(tree, language).Where(row => missing.Contains(row) || typed.ContainsKey(Control(row)))];
        }
        from = Math.Min(from, Math.Max(0, rows.Count - 1)) / RowsShown * RowsShown;
        return new(language, all, from, [.. rows.Skip(from).Take(RowsShown)], rows.Count, progress);
    }

    public static string Page(string language, bool all, int from) =>
        string.Create(CultureInfo.InvariantCulture, $"/translations?lang={language}{(all ? "&all=1" : "")}{(from > 0 ? $"&from={from}" : "")}");
}
