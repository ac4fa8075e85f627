using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Core.Designs;

/// <summary>Makes revisions and keeps what the design copies from them.</summary>
internal static class DesignRevisions
{
    private const int MaxSummary = 400;

    /// <param name="before">The state of the same typing a moment ago, which the new revision stands beside.</param>
    public static Result<DesignRevision> Next(ProcedureDesign design, Reviewer reviewer, DefinitionTree tree, string summary, DateTime now, DesignRevision? before = null, string? typing = null, int? restoredFrom = null)
    {
        var content = DesignContent.Pack(tree);
        if (content.Error is { } tooLarge)
            return tooLarge;
        return new DesignRevision
        {
            DesignId = design.Id, Number = ++design.LastRevision, Parent = before is not null ? before.Parent : design.Head == 0 ? null : design.Head, Content = content.Value,
            Summary = summary.Length > MaxSummary ? summary[..(MaxSummary - 1)] + "…" : summary, At = now, StaffId = reviewer.Id, StaffName = reviewer.Name, Typing = typing, RestoredFrom = restoredFrom,
        };
    }

    /// <summary>Title and office follow the files; a title in several languages stands in Japanese.</summary>
    public static void Stand(ProcedureDesign design, DefinitionTree tree)
    {
        var title = DesignTexts.Japanese(tree.Procedure["title"]);
        design.Title = title.Length > 300 ? title[..300] : title;
        design.Office = Office(tree) ?? design.Office;
    }

    /// <summary>Null for what is no office at all, which the lint refuses.</summary>
    public static string? Office(DefinitionTree tree) =>
        tree.Procedure["office"]?.GetValueKind() == System.Text.Json.JsonValueKind.String && tree.Procedure["office"]!.GetValue<string>() is { Length: > 0 and <= 64 } office ? office : null;
}

/// <summary>Texts of a tree that may not compile yet.</summary>
public static class DesignTexts
{
    /// <summary>The Japanese of a text that is a string or an object by language; empty for anything else.</summary>
    public static string Japanese(System.Text.Json.Nodes.JsonNode? text) => text switch
    {
        System.Text.Json.Nodes.JsonValue value when value.TryGetValue<string>(out var plain) => plain,
        System.Text.Json.Nodes.JsonObject map => Japanese(map["ja"]),
        _ => "",
    };
}
