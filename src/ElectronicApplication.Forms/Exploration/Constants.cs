using System.Globalization;
using ElectronicApplication.Feel;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Forms.Exploration;

/// <summary>The literals that stand in expressions: around them something changes.</summary>
internal sealed class Constants
{
    public SortedSet<decimal> Numbers { get; } = [];

    public SortedSet<string> Texts { get; } = new(StringComparer.Ordinal);

    public SortedSet<DateOnly> Dates { get; } = [];

    public SortedSet<TimeOnly> Times { get; } = [];

    public void Add(FeelExpression? expression)
    {
        if (expression is not null)
            Add(expression.Text);
    }

    public void Add(string feel)
    {
        List<FeelToken> tokens;
        try
        {
            tokens = FeelLexer.Read(feel);
        }
        catch (FeelSyntaxException)
        {
            return;
        }
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind == FeelTokenKind.Number && decimal.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                Numbers.Add(i > 0 && tokens[i - 1].Is("-") ? -number : number);
            else if (token.Kind is FeelTokenKind.String or FeelTokenKind.At)
                Add(token.Text, token.Kind == FeelTokenKind.String);
        }
    }

    private void Add(string literal, bool isText)
    {
        if (DateOnly.TryParseExact(literal, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            Dates.Add(date);
        else if (literal.Length is 5 or 8 && TimeOnly.TryParse(literal, CultureInfo.InvariantCulture, out var time))
            Times.Add(time);
        if (isText && literal.Length > 0)
            Texts.Add(literal);
    }
}
