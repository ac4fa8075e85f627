using System.Text.Json.Nodes;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Packages;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer.Share;

/// <summary>A name of the other municipality, and what it is here.</summary>
/// <param name="Chosen">Null to leave it as it is.</param>
public sealed record NameChoice(MappedKind Kind, string From, string? Chosen, int Places)
{
    public string Control => $"{(Kind == MappedKind.Office ? "office" : "system")}.{From}";
}

/// <summary>What an import would do, before it is done.</summary>
/// <param name="Design">The design that it goes into; null for a new one.</param>
/// <param name="Result">As it would stand, offices and core systems replaced.</param>
/// <param name="Ticket">The content, for the second step.</param>
public sealed record ImportView(Reviewer Reviewer, OpenedDesign? Design, BroughtFile Brought, DefinitionTree Result, IReadOnlyList<NameChoice> Names, IReadOnlyList<string> Ticket)
{
    public IReadOnlyList<(string Code, LocalizedText Title)> Offices { get; init; } = [];

    public IReadOnlyList<string> Systems { get; init; } = [];

    /// <summary>For a new design.</summary>
    public NewDesignForm? New { get; init; }

    public Error? Error { get; init; }

    public IReadOnlyList<DefinitionChange> Changes => Design is null ? [] : DefinitionDiff.Words(Design.Tree, Result);

    /// <summary>Fields whose type was guessed and should be looked at.</summary>
    public int Unsure => Outline.Of(Result).Pages.SelectMany(p => p.Fields).SelectMany(f => f.Fields.Prepend(f)).Count(f => ElementJson.Find(Result, "field/" + f.Id)?["x-guess"]?["check"]?.ToString() == "true");
}

/// <summary>Our offices and core systems: those that published procedures name, and the person's own.</summary>
internal sealed class ImportViews(ProcedureCatalog catalog, ImportTickets tickets)
{
    public async Task<Result<ImportView>> MakeAsync(BroughtFile brought, OpenedDesign? design, NewDesignForm? form, IFormCollection posted, Reviewer reviewer, CancellationToken cancel)
    {
        if (tickets.Write(brought, design?.Code ?? "", reviewer) is not { } ticket)
            return new Error("import-refused", ErrorKind.Unprocessable, "このファイルは大きすぎて取り込めません。添えたスキーマや例を減らしてください。", "The file is too large to be imported.");
        var (offices, systems) = await OursAsync(design, reviewer, cancel);
        var (tree, names) = Mapped(brought, offices, systems, name => posted[name.Control].ToString());
        return new ImportView(reviewer, design, brought, tree, names, ticket) { Offices = offices, Systems = systems, New = form };
    }

    /// <summary>The same for a program, which says at once what the names are here.</summary>
    public async Task<(DefinitionTree Tree, IReadOnlyList<NameChoice> Names)> MapAsync(BroughtFile brought, OpenedDesign design, Func<MappedKind, string, string?> ours, CancellationToken cancel)
    {
        var (offices, systems) = await OursAsync(design, design.Reviewer, cancel);
        return Mapped(brought, offices, systems, name => ours(name.Kind, name.From));
    }

    private async Task<(List<(string Code, LocalizedText Title)> Offices, List<string> Systems)> OursAsync(OpenedDesign? design, Reviewer reviewer, CancellationToken cancel)
    {
        var versions = await catalog.ListAsync(cancel);
        var published = versions.SelectMany(v => (v.Procedure.Routing?.Offices ?? []).Select(o => (o.Code, o.Title)).Prepend((v.Procedure.Office, v.Procedure.OfficeTitle)));
        var own = reviewer.Offices.Where(o => o != "*").Select(o => (o, new LocalizedText(o)));
        if (design is not null)
            own = own.Prepend((design.Office, Title(design.Tree.Procedure["officeTitle"], design.Office)));
        return (published.Concat(own).DistinctBy(o => o.Item1).OrderBy(o => o.Item1, StringComparer.Ordinal).ToList(),
            versions.SelectMany(v => v.Mapping.Targets.Select(t => t.System)).Distinct().Order(StringComparer.Ordinal).ToList());
    }

    private static LocalizedText Title(JsonNode? text, string code) => new(
        LanguagePost.Words(text, "ja") is { Length: > 0 } ja ? ja : code,
        [.. (text as JsonObject ?? []).Where(t => t.Key != "ja").Select(t => KeyValuePair.Create(t.Key, t.Value?.ToString() ?? ""))]);

    private static (DefinitionTree, IReadOnlyList<NameChoice>) Mapped(BroughtFile brought, List<(string Code, LocalizedText Title)> offices, List<string> systems, Func<NameChoice, string?> chosen)
    {
        if (!brought.IsWhole)
            return (brought.Tree, []);
        var procedure = brought.Tree.Procedure;
        var package = new ProcedurePackage(procedure["code"]?.ToString() ?? "", new LocalizedText(DesignTexts.Japanese(procedure["title"])), new(default, "", ""), brought.Tree.ToFiles());
        var foreign = package.MappedTo(new Dictionary<string, PackageOffice>(), new Dictionary<string, string>()).Names
            .Where(n => n.Kind == MappedKind.Office ? offices.TrueForAll(o => o.Code != n.From) : !systems.Contains(n.From)).GroupBy(n => (n.Kind, n.From)).Take(200).ToList();
        List<NameChoice> names = [.. foreign.Select(n => new NameChoice(n.Key.Kind, n.Key.From, null, n.Count()))];
        names = names.ConvertAll(n => n with { Chosen = Known(n, chosen(n)) });
        var mapped = package.MappedTo(
            names.Where(n => n is { Kind: MappedKind.Office, Chosen: not null }).ToDictionary(n => n.From, n => new PackageOffice(n.Chosen!, offices.Find(o => o.Code == n.Chosen).Title)),
            names.Where(n => n is { Kind: MappedKind.System, Chosen: not null }).ToDictionary(n => n.From, n => n.Chosen!));
        return (DefinitionTree.Read(mapped.Package.Files), names);

        string? Known(NameChoice name, string? ours) => ours is not null && (name.Kind == MappedKind.Office ? offices.Exists(o => o.Code == ours) : systems.Contains(ours)) ? ours : null;
    }
}
