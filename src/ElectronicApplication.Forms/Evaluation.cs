using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms;

/// <summary>What an evaluation needs besides the answers.</summary>
/// <param name="Today">The day in Japan on which the person stands; FEEL sees it as <c>today</c>.</param>
/// <param name="Locked">Field id to value taken from the card. It wins over the answers; a differing answer is replaced.</param>
/// <param name="Attachments">What was attached; the files themselves stay outside.</param>
public sealed record EvaluationInput(DateOnly Today, JsonObject? Locked, IReadOnlyList<AttachmentFact> Attachments)
{
    /// <summary>The answers are a draft, which may hold answers to fields that are hidden just now: no issue is made of them.</summary>
    public bool Draft { get; init; }

    /// <summary>The answers were accepted once, on whatever day and with whatever card and files: what they hold is there, and what they lack stays away.</summary>
    internal bool Accepted { get; init; }
}

/// <param name="FieldPath">The field, with its row when it stands in a group: <c>letter</c>, <c>persons[1].photo</c>.</param>
/// <param name="Name">File name.</param>
/// <param name="ContentType">Media type found by looking at the content.</param>
/// <param name="Size">Bytes.</param>
public sealed record AttachmentFact(string FieldPath, string Name, string ContentType, long Size);

/// <param name="Answers">Normalised: calculated values added, hidden ones removed, locked ones set, in the order of the form.</param>
/// <param name="VisiblePages">Ids of the pages that exist now.</param>
/// <param name="Visible">Paths of the fields that exist now, rows and parts included: <c>persons</c>, <c>persons[0].name</c>, <c>persons[0].name.family</c>.</param>
/// <param name="Required">Paths of the fields that must be answered now.</param>
/// <param name="Issues">What is wrong, in the order of the form.</param>
/// <param name="Fee">In yen; null when there is none or it cannot be told yet.</param>
public sealed record Evaluation(
    JsonObject Answers,
    IReadOnlySet<string> VisiblePages,
    PathSet Visible,
    PathSet Required,
    IReadOnlyList<AnswerIssue> Issues,
    long? Fee)
{
    public bool IsAccepted => Issues.Count == 0;

    /// <summary>What the applicant should look at once more, but may hand in as it is: <see cref="IssueSeverity.Warning"/>.</summary>
    public IReadOnlyList<AnswerIssue> Remarks { get; init; } = [];

    /// <summary>Paths of the fields that are shown but cannot be edited: locked by the card, or by the form's own rule.</summary>
    public required PathSet ReadOnly { get; init; }

    /// <summary>The code of the office that takes it, when that follows from the answers; null when it does not or cannot be told yet.</summary>
    public string? Office { get; init; }

    /// <summary>What can be chosen now, by path, for the fields whose options move with other answers.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<OptionDefinition>> Options { get; init; } = new Dictionary<string, IReadOnlyList<OptionDefinition>>();
}

/// <param name="Path">The field: <c>copies</c>, <c>persons[2].name</c>, a part as <c>applicant_name.family</c>; empty for the form as a whole.</param>
/// <param name="Code">One of <see cref="IssueCodes"/>.</param>
/// <param name="Message">Japanese, plain and kind: what is wrong and how to mend it.</param>
/// <param name="MessageEn">The same in English.</param>
/// <param name="Arguments">What the message was made of: <c>label</c>, <c>max</c>, <c>actual</c> ...</param>
public sealed record AnswerIssue(string Path, string Code, string Message, string MessageEn, IReadOnlyDictionary<string, object?> Arguments)
{
    /// <summary>The same in やさしい日本語, as far as the definition speaks it.</summary>
    public string MessageEasy { get; init; } = Message;

    public IssueSeverity Severity { get; init; }
}

/// <summary>An error keeps the answers from being handed in; a warning asks to look again.</summary>
public enum IssueSeverity { Error, Warning }

/// <summary>The codes are part of the public API: scripts and other systems react to them.</summary>
public static class IssueCodes
{
    public const string UnknownField = "unknown-field";
    public const string HiddenField = "hidden-field";
    public const string Required = "required";
    public const string WrongType = "wrong-type";
    public const string TooLong = "too-long";
    public const string TooShort = "too-short";
    public const string TooSmall = "too-small";
    public const string TooLarge = "too-large";
    public const string NotAnOption = "not-an-option";
    public const string Pattern = "pattern";
    public const string NotADate = "not-a-date";
    public const string NotAMail = "not-a-mail";
    public const string NotAPhone = "not-a-phone";
    public const string NotAPostalCode = "not-a-postal-code";
    public const string NotKana = "not-kana";
    public const string NotATime = "not-a-time";
    public const string NotDigits = "not-digits";
    public const string NotAMyNumber = "not-a-my-number";
    public const string NotACorporateNumber = "not-a-corporate-number";
    public const string NotInEra = "not-in-era";
    public const string EraNotOffered = "era-not-offered";
    public const string TooEarly = "too-early";
    public const string TooLate = "too-late";
    public const string PeriodReversed = "period-reversed";
    public const string TooManyDecimals = "too-many-decimals";
    public const string TooFewRows = "too-few-rows";
    public const string TooManyRows = "too-many-rows";
    public const string Invalid = "invalid";
    public const string NotCalculable = "not-calculable";
    public const string AttachmentMissing = "attachment-missing";
    public const string AttachmentType = "attachment-type";
    public const string AttachmentTooLarge = "attachment-too-large";
    public const string TooFewAttachments = "too-few-attachments";
    public const string TooManyAttachments = "too-many-attachments";
    public const string ConsentMissing = "consent-missing";
    public const string ControlCharacter = "control-character";
}
