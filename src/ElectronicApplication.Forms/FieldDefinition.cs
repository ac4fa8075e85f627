namespace ElectronicApplication.Forms;

public enum FieldType
{
    Text, LongText, Integer, Yen, YesNo, Choice, Choices, Date, Mail, Phone, PostalCode, Kana,
    Attachment, Group, Consent, Heading, Guidance, Calculated,
}

/// <summary>One field of a form. Which properties matter depends on <see cref="Type"/>; the others are ignored.</summary>
public sealed class FieldDefinition
{
    /// <summary>Stable ASCII snake_case, unique in the whole form: answers, rules and mappings use it for ever.</summary>
    public required string Id { get; init; }
    public required FieldType Type { get; init; }
    public required LocalizedText Label { get; init; }
    public LocalizedText? Help { get; init; }
    public LocalizedText? Example { get; init; }

    /// <summary>Always required. In JSON: <c>"required": true</c>.</summary>
    public bool Required { get; init; }

    /// <summary>FEEL; required when it is true. In JSON: <c>"required": "kind = \"individual\""</c>.</summary>
    public string? RequiredWhen { get; init; }

    /// <summary>FEEL; the field exists only when it is true.</summary>
    public string? Visible { get; init; }

    /// <summary>
    /// FEEL. For <see cref="FieldType.Calculated"/> the value itself. For others the value that stands there
    /// until the person answers (an answer of null means: emptied on purpose), or for good while <see cref="ReadOnly"/> holds.
    /// </summary>
    public string? Value { get; init; }

    /// <summary>FEEL; shown but not editable when it is true.</summary>
    public string? ReadOnly { get; init; }

    /// <summary>Rules over answered fields. A rule accuses only when it is false, not when something it needs is still missing.</summary>
    public IReadOnlyList<ValidityRule> Valid { get; init; } = [];

    public IReadOnlyList<OptionDefinition> Options { get; init; } = [];

    /// <summary>In graphemes: 葛󠄀 (a letter with a variation selector) counts as one.</summary>
    public int? MaxLength { get; init; }
    public int? MinLength { get; init; }
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }

    /// <summary>Regular expression for the whole text (.NET syntax without look-around and back-references).</summary>
    public string? Pattern { get; init; }
    public LocalizedText? PatternMessage { get; init; }

    /// <summary>HTML <c>autocomplete</c> token.</summary>
    public string? Autocomplete { get; init; }

    /// <summary>HTML <c>inputmode</c>.</summary>
    public string? InputMode { get; init; }
    public Prefill? Prefill { get; init; }
    public bool Sensitive { get; init; }
    public bool Searchable { get; init; }

    /// <summary>Fields of one row of a <see cref="FieldType.Group"/>.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; init; } = [];
    public int MinRows { get; init; }
    public int MaxRows { get; init; } = 20;
    public LocalizedText? RowTitle { get; init; }

    /// <summary>Media types that an attachment may have.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];
    public long MaxBytes { get; init; } = 10 * 1024 * 1024;
    public int MaxFiles { get; init; } = 1;

    /// <summary>Whether the field takes an answer from the person (headings, guidance and calculations do not, attachments travel beside the answers).</summary>
    public bool TakesAnswer => Type is not (FieldType.Heading or FieldType.Guidance or FieldType.Calculated or FieldType.Attachment);
}

public sealed record OptionDefinition(string Value, LocalizedText Label);

/// <summary>A FEEL expression that must not be false, and what to say when it is.</summary>
public sealed record ValidityRule(string Expression, LocalizedText Message);

/// <summary>Where a field's value comes from before the person types.</summary>
public sealed record Prefill(PrefillSource Source, PrefillAttribute Attribute);

public enum PrefillSource { Card, Account }

/// <summary>
/// The four attributes of the signature certificate (公的個人認証法). As answers: name and address as text,
/// birth date as <c>YYYY-MM-DD</c>, sex as the certificate's code <c>"1"</c> male, <c>"2"</c> female, <c>"3"</c> unknown.
/// </summary>
public enum PrefillAttribute { Name, Address, BirthDate, Sex }
