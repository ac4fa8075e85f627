namespace ElectronicApplication.Forms.Definitions;

internal static class FormReader
{
    internal const int MaxGraphemes = 100_000;
    internal const int MaxRows = 500;
    internal const int MaxFiles = 50;
    internal const long MaxFileBytes = 50L * 1024 * 1024;

    // Answers are signed as RFC 8785 JSON, where numbers are doubles: fifteen significant digits are safe.
    private const int MaxDecimals = 6;

    public static FormDefinition Read(ReadOnlyMemory<byte> json) =>
        DefinitionReader.Read(json, form => new FormDefinition { Pages = form.Objects("pages", Page), Tables = form.Objects("tables", TableReader.Table) });

    private static PageDefinition Page(DefinitionReader json) => new()
    {
        Id = json.Text("id"),
        Title = json.Localized("title"),
        Guidance = json.OptionalLocalized("guidance"),
        Visible = json.OptionalText("visible"),
        Fields = json.Objects("fields", Field),
    };

    private static FieldDefinition Field(DefinitionReader json)
    {
        var type = json.Choice("type", FieldType.Text);
        return new FieldDefinition
        {
            Id = json.Text("id"),
            Type = type,
            Label = json.Localized("label"),
            Help = json.OptionalLocalized("help"),
            Example = json.OptionalLocalized("example"),
            Required = !json.IsText("required") && json.Flag("required"),
            RequiredWhen = json.IsText("required") ? json.OptionalText("required") : null,
            Visible = json.OptionalText("visible"),
            Value = json.OptionalText("value"),
            ReadOnly = json.OptionalText("readOnly"),
            Valid = json.Objects("valid", rule => new ValidityRule(rule.Text("expression"), rule.Localized("message"), rule.OptionalChoice("severity", IssueSeverity.Error))),
            Options = json.IsText("options") ? [] : json.Objects("options", Option),
            OptionsFrom = json.IsText("options") ? json.OptionalText("options") : null,
            MaxLength = (int?)json.Integer("maxLength", 1, MaxGraphemes),
            MinLength = (int?)json.Integer("minLength", 0, MaxGraphemes),
            Min = json.Number("min"),
            Max = json.Number("max"),
            Decimals = (int?)json.Integer("decimals", 0, MaxDecimals) ?? 2,
            Unit = json.OptionalLocalized("unit"),
            Earliest = json.OptionalText("earliest"),
            Latest = json.OptionalText("latest"),
            Eras = json.Choices<JapaneseEra>("eras"),
            Script = json.OptionalChoice("script", KanaScript.Katakana),
            Pattern = json.OptionalText("pattern"),
            PatternMessage = json.OptionalLocalized("patternMessage"),
            Autocomplete = json.OptionalText("autocomplete"),
            InputMode = json.OptionalText("inputMode"),
            Prefill = json.Object("prefill") is { } prefill ? Prefill(prefill) : null,
            Sensitive = json.Flag("sensitive"),
            Masked = json.Flag("masked"),
            Unsigned = json.Flag("unsigned"),
            Searchable = json.Flag("searchable"),
            SeparateStorage = json.Flag("separateStorage"),
            Presences = Presences(json, type),
            Fields = json.Objects("fields", Field),
            MinRows = (int?)json.Integer("minRows", 0, MaxRows) ?? 0,
            MaxRows = (int?)json.Integer("maxRows", 1, MaxRows) ?? 20,
            RowTitle = json.OptionalLocalized("rowTitle"),
            Layout = json.OptionalChoice("layout", GroupLayout.Cards),
            Accept = json.Strings("accept"),
            MaxBytes = json.Integer("maxBytes", 1, MaxFileBytes) ?? 10L * 1024 * 1024,
            MaxFiles = (int?)json.Integer("maxFiles", 1, MaxFiles) ?? 1,
            MinFiles = (int?)json.Integer("minFiles", 1, MaxFiles) ?? 1,
            Camera = json.Flag("camera"),
        };
    }

    private static OptionDefinition Option(DefinitionReader json) =>
        new(json.Text("value"), json.Localized("label")) { Visible = json.OptionalText("visible") };

    private static Prefill Prefill(DefinitionReader json)
    {
        var source = json.Choice("source", PrefillSource.Card);
        return source is PrefillSource.Card or PrefillSource.Account
            ? new Prefill(source, json.Choice("attribute", PrefillAttribute.Name))
            : new Prefill(source, PrefillAttribute.None)
            {
                Key = json.Text(source == PrefillSource.Earlier ? "field" : "parameter"),
                Procedure = source == PrefillSource.Earlier ? json.OptionalText("procedure") : null,
            };
    }

    private static IReadOnlyDictionary<string, PartPresence> Presences(DefinitionReader json, FieldType type)
    {
        var presences = json.ChoiceMap<PartPresence>("parts");
        var known = FieldParts.Of(type);
        foreach (var name in presences.Keys.Where(name => known.All(part => part.Name != name)))
            json.Problem($"parts.{name}",
                known.Count == 0 ? "この種類の項目には「parts」を書けません。消してください。" : $"「{name}」という部分はありません。次のどれかです: {string.Join(", ", known.Select(part => part.Name))}",
                known.Count == 0 ? "A field of this type has no parts. Remove 'parts'." : $"There is no part '{name}'. The parts are: {string.Join(", ", known.Select(part => part.Name))}");
        return presences;
    }
}
