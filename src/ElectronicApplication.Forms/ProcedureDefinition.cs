using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Documents;

namespace ElectronicApplication.Forms;

/// <summary>What a procedure (手続) is, before anybody fills in anything: <c>procedure.json</c>.</summary>
public sealed class ProcedureDefinition
{
    /// <summary>The largest <see cref="Capacity"/>.</summary>
    public const int MaxCapacity = 100_000;

    public required string Code { get; init; }
    public required LocalizedText Title { get; init; }
    public required LocalizedText Summary { get; init; }
    public required string Category { get; init; }
    public required LocalizedText CategoryTitle { get; init; }
    public required IReadOnlyList<string> Keywords { get; init; }
    public required IReadOnlyList<string> LifeEvents { get; init; }

    /// <summary>Identifier of the office in charge (所管課).</summary>
    public required string Office { get; init; }
    public required LocalizedText OfficeTitle { get; init; }
    public string? LegalBasis { get; init; }
    public required LocalizedText WhoCanApply { get; init; }
    public required IReadOnlyList<LocalizedText> WhatYouNeed { get; init; }
    public required LocalizedText ProcessingTime { get; init; }
    public required LocalizedText FeeText { get; init; }
    public required IdentityLevel IdentityLevel { get; init; }

    /// <summary>Why this level was chosen. DS-511 asks to record the choice, so it is not optional.</summary>
    public required string IdentityReason { get; init; }
    public AcceptancePeriod? AcceptancePeriod { get; init; }

    /// <summary>定員: how many submissions are taken within the acceptance period, first come, first served; null takes any number.</summary>
    public int? Capacity { get; init; }
    public FeeDefinition? Fee { get; init; }

    /// <summary>Decision tables for the fee and the routing; the form's tables can be used as well.</summary>
    public IReadOnlyList<TableDefinition> Tables { get; init; } = [];

    /// <summary>Days that an applicant has for a correction, unless the clerk sets another day.</summary>
    public int CorrectionDays { get; init; } = 14;

    /// <summary>What becomes of a submission that is not corrected in time.</summary>
    public CorrectionLapse CorrectionLapse { get; init; }

    /// <summary>What is paid to the applicant once it is granted (給付); null when nothing is.</summary>
    public PayoutDefinition? Payout { get; init; }

    /// <summary>保存期間 of the file of a case; null where nobody has set one yet.</summary>
    public RetentionClass? Retention { get; init; }

    /// <summary>Which office takes the submission, when that follows from the answers; otherwise <see cref="Office"/>.</summary>
    public RoutingDefinition? Routing { get; init; }

    /// <summary>Who approves a drafted decision; without it one person with the role of approving decides at once.</summary>
    public DecisionRouteDefinition? DecisionRoute { get; init; }

    /// <summary>What decisions say about contesting them.</summary>
    public AppealDefinition? Appeal { get; init; }

    public ReviewDefinition Review { get; init; } = ReviewDefinition.None;

    /// <summary>What becomes of what core systems report back.</summary>
    public CoreAnswersDefinition CoreAnswers { get; init; } = CoreAnswersDefinition.Default;

    /// <summary>標準処理期間 (行政手続法 6 条).</summary>
    public StandardProcessingPeriod? StandardProcessingPeriod { get; init; }
    public required int DraftRetentionDays { get; init; }

    /// <summary>Codes of the national survey of procedures (行政手続等の棚卸調査), kept as they were written.</summary>
    public required JsonObject SurveyCodes { get; init; }
    public required LocalizedText CompletionText { get; init; }
    public required bool MailRequired { get; init; }

    /// <summary>Templates of the notices and certificates that are issued (交付).</summary>
    public IReadOnlyList<DocumentDefinition> Documents { get; init; } = [];

    /// <summary>Paragraphs that the author adds to the mails, by the keys of <see cref="NoticeTexts.Kinds"/>.</summary>
    public IReadOnlyDictionary<string, LocalizedText> Notices { get; init; } = new Dictionary<string, LocalizedText>();

    /// <exception cref="DefinitionException">The file is not a procedure; every problem is listed.</exception>
    public static ProcedureDefinition Parse(ReadOnlyMemory<byte> json) => Definitions.ProcedureReader.Read(json);
}

/// <summary>How surely we must know who applies, from nobody in particular to a signature with the My Number Card.</summary>
public enum IdentityLevel { None, Mail, Account, CardLogin, CardSignature }

/// <summary>When submissions are taken. <see cref="From"/> is inclusive, <see cref="To"/> exclusive; null means open on that side.</summary>
public sealed record AcceptancePeriod(DateTimeOffset? From, DateTimeOffset? To)
{
    public bool Includes(DateTimeOffset moment) => (From is null || moment >= From) && (To is null || moment < To);
}

/// <summary>A fee in yen as a FEEL expression over the answers (the id of a table is one), and when it is due.</summary>
public sealed record FeeDefinition(string Expression, FeeDue Due);

/// <summary>給付の振込.</summary>
/// <param name="Amount">Yen, as a FEEL expression over the answers (the id of a table is one).</param>
/// <param name="Account">The id of the field that holds the bank account.</param>
/// <param name="PublicAccount">FEEL over the answers: when it holds, the account is the one registered with the state (公金受取口座), and no digits were answered.</param>
/// <param name="Text">What the recipient's bank may print (EDI 情報): up to 20 half-width characters once converted; null for none.</param>
public sealed record PayoutDefinition(string Amount, string Account, string? PublicAccount, string? Text)
{
    /// <summary>EDI 情報, in half-width characters.</summary>
    public const int MaxText = 20;
}

/// <summary>保存期間, counted from 1 April after the year in which the case was closed. Permanent: 常用, kept until somebody sets another.</summary>
public enum RetentionClass { Years1, Years3, Years5, Years10, Years30, Permanent }

/// <summary>Return: back to the review, where a person decides. Dismiss: 却下 at once (行政手続法 7 条).</summary>
public enum CorrectionLapse { Return, Dismiss }

public enum FeeDue { BeforeReview, AfterReview }

/// <param name="Expression">FEEL over the answers, for instance the id of a table; yields the code of one of the offices.</param>
public sealed record RoutingDefinition(string Expression, IReadOnlyList<OfficeDefinition> Offices);

public sealed record OfficeDefinition(string Code, LocalizedText Title);

/// <summary>How long a decision usually takes, from arrival.</summary>
public sealed record StandardProcessingPeriod(int Length, PeriodUnit Unit)
{
    /// <summary>What it depends on.</summary>
    public LocalizedText? Note { get; init; }
}

public enum PeriodUnit { WorkingDays, Days, Months }
