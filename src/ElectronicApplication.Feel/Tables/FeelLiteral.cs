namespace ElectronicApplication.Feel.Tables;

/// <summary>Writes values as FEEL that reads back as the same value.</summary>
internal static class FeelLiteral
{
    public static string Of(in FeelValue value) => value.Kind switch
    {
        FeelKind.String => FeelQuote.Text(value.AsString!),
        FeelKind.Null or FeelKind.Boolean or FeelKind.Number or FeelKind.List or FeelKind.Context or FeelKind.Range => value.ToString(),
        _ => $"@\"{value}\"",
    };
}
