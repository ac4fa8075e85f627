namespace ElectronicApplication.Forms.Definitions;

internal static class FormReader
{
    private const int MaxGraphemes = 100_000;
    private const int MaxRows = 500;

    public static FormDefinition Read(ReadOnlyMemory<byte> json) =>
        DefinitionReader.Read(json, form => new FormDefinition { Pages = form.Objects("pages", Page) });

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
            Valid = json.Objects("valid", rule => new ValidityRule(rule.Text("expression"), rule.Localized("message"))),
            Options = json.Objects("options", option => new OptionDefinition(option.Text("value"), option.Localized("label"))),
            MaxLength = (int?)json.Integer("maxLength", 1, MaxGraphemes),
            MinLength = (int?)json.Integer("minLength", 0, MaxGraphemes),
            Min = json.Number("min"),
            Max = json.Number("max"),
            Pattern = json.OptionalText("pattern"),
            PatternMessage = json.OptionalLocalized("patternMessage"),
            Autocomplete = json.OptionalText("autocomplete"),
            InputMode = json.OptionalText("inputMode"),
            Prefill = json.Object("prefill") is { } prefill
                ? new Prefill(prefill.Choice("source", PrefillSource.Card), prefill.Choice("attribute", PrefillAttribute.Name))
                : null,
            Sensitive = json.Flag("sensitive"),
            Searchable = json.Flag("searchable"),
            Fields = json.Objects("fields", Field),
            MinRows = (int?)json.Integer("minRows", 0, MaxRows) ?? 0,
            MaxRows = (int?)json.Integer("maxRows", 1, MaxRows) ?? 20,
            RowTitle = json.OptionalLocalized("rowTitle"),
            Accept = json.Strings("accept"),
            MaxBytes = json.Integer("maxBytes", 1, 100L * 1024 * 1024) ?? 10L * 1024 * 1024,
            MaxFiles = (int?)json.Integer("maxFiles", 1, 50) ?? 1,
        };
    }
}
