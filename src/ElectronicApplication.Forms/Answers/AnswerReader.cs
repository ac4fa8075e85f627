using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Feel.Temporal;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

/// <summary>Reads one answer, whatever was sent, into a value of the field's kind. Blank is the same as not answered.</summary>
internal static class AnswerReader
{
    /// <summary>RFC 8785, by which answers are signed, knows numbers only as doubles; beyond this they would no longer be exact.</summary>
    private const decimal LargestWhole = 9_007_199_254_740_991;

    private static readonly decimal[] Powers = [.. Enumerable.Range(0, 16).Select(exponent => (decimal)Math.Pow(10, exponent))];

    /// <param name="options">What can be chosen now, where that moves with other answers.</param>
    public static Reading Read(JsonNode? node, PlanField field, IReadOnlyList<OptionDefinition>? options = null)
    {
        if (node is null)
            return default;
        try
        {
            return field.Type switch
            {
                FieldType.Integer or FieldType.Yen => Number(node, 0),
                FieldType.Number => Number(node, field.Definition.Decimals),
                FieldType.YesNo or FieldType.Consent => YesNo(node),
                FieldType.Date => Date(node),
                FieldType.Time => Time(node),
                FieldType.Choice => Choice(node, field, options),
                FieldType.Choices => Choices(node, field, options),
                FieldType.Phone or FieldType.PostalCode => Changed(Text(node, field), AnswerText.NarrowDigits),
                FieldType.Digits or FieldType.MyNumber or FieldType.CorporateNumber => Changed(Text(node, field), AnswerText.OnlyDigits),
                FieldType.Kana => Changed(Text(node, field), field.Definition.Script == KanaScript.Hiragana ? KanaText.ToHiragana : KanaText.ToKatakana),
                _ => Text(node, field),
            };
        }
        // Half of a surrogate pair passes the JSON parser and only shows when the string is taken.
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or JsonException or ArgumentException)
        {
            return new Reading(default, IssueCodes.WrongType);
        }
    }

    private static Reading Number(JsonNode node, int decimals)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
            return Blank(node) ? default : new Reading(default, IssueCodes.WrongType);
        decimal number;
        if (value.TryGetValue<long>(out var whole))
            number = whole;
        else if (value.TryGetValue<int>(out var small))
            number = small;
        else if (!value.TryGetValue(out number))
        {
            if (!value.TryGetValue<double>(out var wide) || Math.Abs(wide) > (double)LargestWhole)
                return new Reading(default, IssueCodes.WrongType);
            number = (decimal)wide;
        }
        if (decimals == 0)
            return decimal.Truncate(number) == number && Math.Abs(number) <= LargestWhole
                ? new Reading(FeelValue.Of(decimal.Truncate(number)))
                : new Reading(default, IssueCodes.WrongType);
        // Fifteen significant digits come through a double unharmed.
        if (Math.Abs(number) >= Powers[15 - decimals])
            return new Reading(default, IssueCodes.WrongType);
        return decimal.Round(number, decimals) == number
            ? new Reading(FeelValue.Of(FeelJson.WithoutTrailingZeros(number)))
            : new Reading(default, IssueCodes.TooManyDecimals, decimals);
    }

    private static Reading YesNo(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.True => new Reading(FeelValue.True),
        JsonValueKind.False => new Reading(FeelValue.False),
        _ => Blank(node) ? default : new Reading(default, IssueCodes.WrongType),
    };

    private static Reading Date(JsonNode node)
    {
        if (!TryText(node, out var text))
            return new Reading(default, IssueCodes.WrongType);
        if (string.IsNullOrWhiteSpace(text))
            return default;
        if (text.Length == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return new Reading(FeelValue.Of(date));
        return JapaneseCalendar.Read(text, out date, out var beyond) ? new Reading(FeelValue.Of(date))
            : beyond is not null ? new Reading(default, IssueCodes.NotInEra, beyond)
            : new Reading(default, IssueCodes.NotADate);
    }

    private static Reading Time(JsonNode node)
    {
        if (!TryText(node, out var text))
            return new Reading(default, IssueCodes.WrongType);
        if (string.IsNullOrWhiteSpace(text))
            return default;
        text = AnswerText.NarrowDigits(text).Replace('：', ':');
        return TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Second == 0
            ? new Reading(TimeValue(time))
            : new Reading(default, IssueCodes.NotATime);
    }

    public static FeelValue TimeValue(TimeOnly time) => FeelValue.Of(new FeelTime(time.Ticks * 100, null));

    private static Reading Choice(JsonNode node, PlanField field, IReadOnlyList<OptionDefinition>? options)
    {
        if (!TryText(node, out var text))
            return new Reading(default, IssueCodes.WrongType);
        if (text.Length == 0)
            return default;
        return IndexOf(text, field, options) >= 0 ? new Reading(FeelValue.Of(text)) : new Reading(default, IssueCodes.NotAnOption);
    }

    /// <summary>In the order of the options and each once, so that the same choice always gives the same payload.</summary>
    private static Reading Choices(JsonNode node, PlanField field, IReadOnlyList<OptionDefinition>? options)
    {
        if (node is not JsonArray array)
            return Blank(node) ? default : new Reading(default, IssueCodes.WrongType);
        var known = options ?? field.Definition.Options;
        if (array.Count > 2 * known.Count)
            return array.Count == 0 ? default : new Reading(default, IssueCodes.NotAnOption);
        var chosen = new bool[known.Count];
        var count = 0;
        foreach (var element in array)
        {
            if (element is null || !TryText(element, out var text))
                return new Reading(default, IssueCodes.WrongType);
            if (IndexOf(text, field, options) is not (>= 0 and var index))
                return new Reading(default, IssueCodes.NotAnOption);
            count += chosen[index] ? 0 : 1;
            chosen[index] = true;
        }
        if (count == 0)
            return default;
        var values = new FeelValue[count];
        for (int i = 0, at = 0; i < chosen.Length; i++)
            if (chosen[i])
                values[at++] = FeelValue.Of(known[i].Value);
        return new Reading(FeelValue.Of(new FeelList(values)));
    }

    private static int IndexOf(string value, PlanField field, IReadOnlyList<OptionDefinition>? options)
    {
        if (options is null)
            return field.Options is { } known && known.TryGetValue(value, out var index) ? index : -1;
        for (var i = 0; i < options.Count; i++)
            if (options[i].Value == value)
                return i;
        return -1;
    }

    private static Reading Text(JsonNode node, PlanField field)
    {
        if (!TryText(node, out var text))
            return new Reading(default, IssueCodes.WrongType);
        if (string.IsNullOrWhiteSpace(text))
            return default;
        if (text.Length > Graphemes.UnitsAllowed(field.MaxGraphemes))
            return new Reading(default, IssueCodes.TooLong);
        return AnswerText.HasForbiddenCharacter(text, lines: field.Type == FieldType.LongText)
            ? new Reading(default, IssueCodes.ControlCharacter)
            : new Reading(FeelValue.Of(text));
    }

    private static Reading Changed(Reading reading, Func<string, string> change) => reading.Value.AsString is { } text ? new Reading(FeelValue.Of(change(text))) : reading;

    private static bool TryText(JsonNode node, out string text)
    {
        text = "";
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
            return false;
        text = value.GetValue<string>();
        return true;
    }

    /// <summary>Nothing that a person would call an answer: null, white space, an empty list, parts that are all blank.</summary>
    public static bool IsBlank(JsonNode? node)
    {
        try
        {
            return node switch
            {
                null => true,
                JsonArray array => array.Count == 0,
                JsonObject parts => parts.All(part => part.Value is null or JsonValue && IsBlank(part.Value)),
                _ => Blank(node),
            };
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    // What an HTML form sends for an empty control.
    private static bool Blank(JsonNode node) => TryText(node, out var text) && string.IsNullOrWhiteSpace(text);
}
