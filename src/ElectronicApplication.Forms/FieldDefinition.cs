namespace ElectronicApplication.Forms;

/// <summary>One field of a form. Which properties matter depends on <see cref="Type"/>; the others are ignored.</summary>
public sealed class FieldDefinition
{
    private FieldDefinition[]? _parts;

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

    /// <summary>
    /// FEEL; the options follow from other answers or from a table: a list of strings, or of contexts <c>{value, label}</c>
    /// (further languages as <c>label_en</c>, <c>label_ja_easy</c>). In JSON: <c>"options": "persons.name"</c>.
    /// </summary>
    public string? OptionsFrom { get; init; }

    /// <summary>In graphemes: 葛󠄀 (a letter with a variation selector) counts as one.</summary>
    public int? MaxLength { get; init; }
    public int? MinLength { get; init; }
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }

    /// <summary>Places after the point that a <see cref="FieldType.Number"/> may have.</summary>
    public int Decimals { get; init; } = 2;

    /// <summary>What the number counts, shown behind it: 円, 通, cm.</summary>
    public LocalizedText? Unit { get; init; }

    /// <summary>First and last day (or time) that is accepted: ISO 8601 (<c>2026-04-01</c>, <c>09:00</c>) or FEEL (<c>today</c>).</summary>
    public string? Earliest { get; init; }
    public string? Latest { get; init; }

    /// <summary>Eras that a date may lie in and that its input offers; empty for all.</summary>
    public IReadOnlyList<JapaneseEra> Eras { get; init; } = [];
    public KanaScript Script { get; init; }

    /// <summary>Regular expression for the whole text (.NET syntax without look-around and back-references).</summary>
    public string? Pattern { get; init; }
    public LocalizedText? PatternMessage { get; init; }

    /// <summary>HTML <c>autocomplete</c> token.</summary>
    public string? Autocomplete { get; init; }

    /// <summary>HTML <c>inputmode</c>.</summary>
    public string? InputMode { get; init; }
    public Prefill? Prefill { get; init; }

    /// <summary>Not shown in lists and logs.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Staff do not see the answer either until they open it, with a reason that is kept.</summary>
    public bool Masked { get; init; }

    /// <summary>Mending it needs no new signature, where the procedure is signed with the card. Counts for a field of a page, not for one inside a group.</summary>
    public bool Unsigned { get; init; }

    /// <summary>Staff can look for it.</summary>
    public bool Searchable { get; init; }

    /// <summary>Kept apart from the other answers, under keys and records of access of its own (番号法 12 条). Every My Number needs it.</summary>
    public bool SeparateStorage { get; init; }

    /// <summary>
    /// The parts of a composite field in their order, without the hidden ones; <see cref="Required"/> of a part means: when the
    /// field is answered at all. Their paths are <c>applicant_name.family</c>. In JSON only what differs is written: <c>"parts": {"given": "required"}</c>.
    /// </summary>
    public IReadOnlyList<FieldDefinition> Parts => _parts ??= Definitions.FieldParts.Shown(this, Presences);

    /// <summary>What the author says about the parts, by name.</summary>
    public IReadOnlyDictionary<string, PartPresence> Presences { get; init; } = new Dictionary<string, PartPresence>();

    /// <summary>Fields of one row of a <see cref="FieldType.Group"/>.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; init; } = [];
    public int MinRows { get; init; }
    public int MaxRows { get; init; } = 20;
    public LocalizedText? RowTitle { get; init; }
    public GroupLayout Layout { get; init; }

    /// <summary>Media types that an attachment may have.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];
    public long MaxBytes { get; init; } = 10 * 1024 * 1024;
    public int MaxFiles { get; init; } = 1;

    /// <summary>Files that there must be once one is attached or the field is required.</summary>
    public int MinFiles { get; init; } = 1;

    /// <summary>Offers the camera of a phone first.</summary>
    public bool Camera { get; init; }

    /// <summary>Whether the field takes an answer from the person (headings, guidance, calculations and signatures do not, attachments travel beside the answers).</summary>
    public bool TakesAnswer => Type is not (FieldType.Heading or FieldType.Guidance or FieldType.Calculated or FieldType.Attachment or FieldType.Signature or FieldType.Slot);

    /// <summary>Whether the answer is an object of <see cref="Parts"/>.</summary>
    public bool IsComposite => Type is FieldType.Period or FieldType.PersonName or FieldType.Address or FieldType.Contact or FieldType.BankAccount;
}

/// <param name="Value">What is stored.</param>
public sealed record OptionDefinition(string Value, LocalizedText Label)
{
    /// <summary>FEEL; the option can be chosen only when it is true.</summary>
    public string? Visible { get; init; }
}

/// <summary>A FEEL expression that must not be false, and what to say when it is.</summary>
public sealed record ValidityRule(string Expression, LocalizedText Message, IssueSeverity Severity = IssueSeverity.Error);

/// <summary>Where a field's value comes from before the person types.</summary>
/// <param name="Attribute">For the card and the account.</param>
public sealed record Prefill(PrefillSource Source, PrefillAttribute Attribute)
{
    /// <summary>For an earlier submission the id of the field whose answer is taken over; for a query the name of the parameter.</summary>
    public string? Key { get; init; }

    /// <summary>For an earlier submission its procedure; null for an earlier one of the same procedure.</summary>
    public string? Procedure { get; init; }
}

/// <summary>
/// The card stands fixed; what the account, an earlier submission or the address of the page (<c>?facility=12</c>) brings is only proposed.
/// </summary>
public enum PrefillSource { Card, Account, Earlier, Query }

/// <summary>
/// The card has the four attributes of the signature certificate (公的個人認証法): name, address, birth date, sex. As answers: name and
/// address as text, birth date as <c>YYYY-MM-DD</c>, sex as the certificate's code <c>"1"</c> male, <c>"2"</c> female, <c>"3"</c> unknown.
/// The account has the mail address and nothing else; the other attributes lie in earlier submissions, from which <see cref="PrefillSource.Earlier"/> takes them.
/// </summary>
public enum PrefillAttribute { Name, Address, BirthDate, Sex, NameKana, PostalCode, Phone, Mail, BankAccount, None }
