using System.Runtime.CompilerServices;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Procedures;

/// <summary>Finds procedures by words. Every word must occur; hits in the title come first. A retired procedure is found by whoever asks for it, and offered to nobody else.</summary>
public sealed class SearchCatalog(ProcedureCatalog catalog)
{
    private const int MaxWords = 8;

    // Folded once per version; gone when the catalogue forgets the version.
    private readonly ConditionalWeakTable<CompiledVersion, Folded> _folded = [];

    public async ValueTask<IReadOnlyList<CompiledVersion>> HandleAsync(string? words, string? category, string? lifeEvent, CancellationToken cancel)
    {
        var wanted = (words ?? "").Split([' ', '　', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Take(MaxWords).Select(SearchText.Fold).Where(w => w.Length > 0).ToList();
        var retired = await catalog.RetiredAsync(cancel);
        return
        [
            .. (await catalog.ListAsync(cancel))
                .Where(v => wanted.Count > 0 || !retired.Contains(v.Procedure.Code))
                .Where(v => (category is null || v.Procedure.Category == category) && (lifeEvent is null || v.Procedure.LifeEvents.Contains(lifeEvent)))
                .Select(v => (Version: v, Text: _folded.GetValue(v, static version => new(version.Procedure))))
                .Where(v => wanted.TrueForAll(v.Text.Everything.Contains))
                .OrderBy(v => retired.Contains(v.Version.Procedure.Code)).ThenByDescending(v => wanted.Count(v.Text.Title.Contains))
                .Select(v => v.Version),
        ];
    }

    private sealed class Folded(ProcedureDefinition procedure)
    {
        public string Title { get; } = SearchText.Fold(procedure.Title.Ja);

        public string Everything { get; } = SearchText.Fold(string.Join('\n', (string[])
        [
            procedure.Title.Ja, procedure.Title.For("en"), procedure.Title.For("ja-easy"), procedure.Summary.Ja, procedure.CategoryTitle.Ja, procedure.OfficeTitle.Ja, procedure.WhoCanApply.Ja,
            .. procedure.Keywords, .. procedure.LifeEvents, .. procedure.WhatYouNeed.Select(n => n.Ja),
        ]));
    }
}
