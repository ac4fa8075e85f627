using System.Text;

namespace ElectronicApplication.Feel;

/// <summary>Writes values as FEEL that reads back as the same value; only a function cannot be written so.</summary>
public static class FeelLiteral
{
    public static string Of(in FeelValue value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, in FeelValue value)
    {
        switch (value.Kind)
        {
            case FeelKind.String:
                text.Append(FeelQuote.Text(value.AsString!));
                break;
            case FeelKind.Null or FeelKind.Boolean or FeelKind.Number or FeelKind.Function:
                text.Append(value.ToString());
                break;
            case FeelKind.List:
                Write(text, value.AsList!);
                break;
            case FeelKind.Context:
                Write(text, value.AsContext!);
                break;
            case FeelKind.Range:
                Write(text, value.AsRange!);
                break;
            default:
                text.Append("@\"").Append(value.ToString()).Append('"');
                break;
        }
    }

    private static void Write(StringBuilder text, FeelList list)
    {
        text.Append('[');
        for (var i = 0; i < list.Count; i++)
            Write(text.Append(i == 0 ? "" : ", "), list[i]);
        text.Append(']');
    }

    /// <summary>Keys in quotes, for not every text is a name.</summary>
    private static void Write(StringBuilder text, FeelContext context)
    {
        text.Append('{');
        for (var i = 0; i < context.Shape.Count; i++)
            Write(text.Append(i == 0 ? "" : ", ").Append(FeelQuote.Text(context.Shape.Names[i])).Append(": "), context.At(i));
        text.Append('}');
    }

    /// <summary>A range without one of its ends is written as the test that it is.</summary>
    private static void Write(StringBuilder text, FeelRange range)
    {
        if (range.IsEquality)
            Write(text.Append("(= "), range.Start);
        else if (range.Start.IsNull)
            Write(text.Append(range.EndIncluded ? "(<= " : "(< "), range.End);
        else if (range.End.IsNull)
            Write(text.Append(range.StartIncluded ? "(>= " : "(> "), range.Start);
        else
        {
            Write(text.Append(range.StartIncluded ? '[' : '('), range.Start);
            Write(text.Append(".."), range.End);
            text.Append(range.EndIncluded ? ']' : ')');
            return;
        }
        text.Append(')');
    }
}
