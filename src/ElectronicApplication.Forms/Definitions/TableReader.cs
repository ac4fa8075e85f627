namespace ElectronicApplication.Forms.Definitions;

internal static class TableReader
{
    public static TableDefinition Table(DefinitionReader json) => new()
    {
        Id = json.Text("id"),
        Label = json.OptionalLocalized("label"),
        HitPolicy = json.OptionalText("hitPolicy") ?? "U",
        Group = json.OptionalText("group"),
        Inputs = json.Objects("inputs", input =>
            new TableInput(input.Text("expression"), input.OptionalLocalized("label"), input.OptionalText("type"), Tests(input, "values"))),
        Outputs = json.Objects("outputs", output =>
            new TableOutput(output.OptionalText("name"), output.OptionalLocalized("label"), output.OptionalText("type"), Tests(output, "values"), Literal(output, "default"))),
        Rules = json.Objects("rules", rule => new TableRule(rule.Literals("when", "-"), rule.Literals("then", "null"), rule.OptionalText("note"))),
    };

    /// <summary>A unary test, or a list of literals such as <c>["\"a\"", 3]</c>.</summary>
    private static string? Tests(DefinitionReader json, string key) => json.IsText(key) ? json.OptionalText(key) : json.Literals(key, "null") is { Count: > 0 } values ? string.Join(", ", values) : null;

    private static string? Literal(DefinitionReader json, string key) => json.IsText(key) ? json.OptionalText(key) : json.Copy(key)?.ToJsonString();
}
