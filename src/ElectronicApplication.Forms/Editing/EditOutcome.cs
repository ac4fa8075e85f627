using System.Diagnostics.CodeAnalysis;

namespace ElectronicApplication.Forms.Editing;

/// <summary>What an edit did, or why it did nothing.</summary>
public sealed record EditOutcome
{
    private EditOutcome() { }

    /// <summary>What was done, in the past: 項目「氏名」を追加. Null when it was refused.</summary>
    public string? SummaryJa { get; private init; }

    public string? SummaryEn { get; private init; }

    /// <summary>The element to select next, as <c>field/item_kind</c>; null to keep what is selected.</summary>
    public string? Focus { get; private init; }

    /// <summary>Why nothing was changed, and how to mend it.</summary>
    public DefinitionProblem? Problem { get; private init; }

    [MemberNotNullWhen(true, nameof(SummaryJa), nameof(SummaryEn)), MemberNotNullWhen(false, nameof(Problem))]
    public bool IsDone => Problem is null;

    internal static EditOutcome Done(string ja, string en, string? focus = null) => new() { SummaryJa = ja, SummaryEn = en, Focus = focus };

    internal static EditOutcome Refused(DefinitionProblem problem) => new() { Problem = problem };
}
