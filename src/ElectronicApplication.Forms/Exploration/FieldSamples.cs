using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Answers;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Exploration;

/// <summary>Answers worth trying for one field, an ordinary right one first and no answer last.</summary>
/// <param name="IsComplete">There is no other answer that the form could tell from these.</param>
internal sealed record FieldCandidates(IReadOnlyList<JsonNode?> Values, bool IsComplete);

internal static class FieldSamples
{
    private const int Limit = 30;

    private static readonly Dictionary<string, string> Parts = new(StringComparer.Ordinal)
    {
        ["family"] = "川崎", ["given"] = "花子", ["familyKana"] = "カワサキ", ["givenKana"] = "ハナコ", ["familyEn"] = "Kawasaki", ["givenEn"] = "Hanako",
        ["postalCode"] = "210-8577", ["prefecture"] = "神奈川県", ["city"] = "川崎市川崎区", ["town"] = "宮本町", ["block"] = "1", ["building"] = "見本ビル101",
        ["name"] = "自宅", ["phone"] = "044-200-0000", ["mail"] = "hanako@example.jp",
        ["bankCode"] = "9999", ["bankName"] = "見本銀行", ["branchCode"] = "001", ["branchName"] = "本店", ["kind"] = "1", ["number"] = "0012345", ["payeeKana"] = "カワサキ ハナコ",
    };

    /// <param name="isPlain">The field is only compared with constants, so that the neighbours of these stand for everything.</param>
    public static FieldCandidates Of(PlanField field, Constants constants, bool isPlain, DateOnly today)
    {
        var values = Values(field, constants, today).DistinctBy(value => value?.ToJsonString()).ToList();
        var isComplete = values.Count < Limit && (field.Type is FieldType.YesNo or FieldType.Consent
            || (field.Type == FieldType.Choice && !field.HasMovingOptions)
            || (isPlain && field.Type is FieldType.Integer or FieldType.Yen or FieldType.Number or FieldType.Date or FieldType.Text or FieldType.LongText));
        return new FieldCandidates([.. values.Take(Limit), null], isComplete);
    }

    private static IEnumerable<JsonNode?> Values(PlanField field, Constants constants, DateOnly today) => field.Type switch
    {
        FieldType.Integer or FieldType.Yen or FieldType.Number => Numbers(field, constants).Select(number => (JsonNode?)Number(number)),
        FieldType.YesNo => [true, false],
        FieldType.Consent => [true, false],
        FieldType.Choice when field.OptionsFrom is null => field.Definition.Options.Select(option => (JsonNode?)option.Value),
        FieldType.Choices when field.OptionsFrom is null =>
            [.. field.Definition.Options.Select(option => (JsonNode?)new JsonArray(option.Value)), new JsonArray([.. field.Definition.Options.Select(option => (JsonNode?)option.Value)])],
        FieldType.Choice => constants.Texts.Select(text => (JsonNode?)text),
        FieldType.Choices => constants.Texts.Select(text => (JsonNode?)new JsonArray(text)),
        FieldType.Date => Dates(field, constants, today).Select(date => (JsonNode?)date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        FieldType.Time => Times(constants).Select(time => (JsonNode?)time.ToString("HH:mm", CultureInfo.InvariantCulture)),
        _ when field.Definition.IsComposite => Composites(field, constants, today),
        _ => Texts(field).Concat(constants.Texts).Where(text => Fits(field, text)).Select(text => (JsonNode?)text),
    };

    private static IEnumerable<decimal> Numbers(PlanField field, Constants constants)
    {
        var step = field.Type == FieldType.Number ? (decimal)Math.Pow(10, -field.Definition.Decimals) : 1;
        var (min, max) = (field.Definition.Min ?? decimal.MinValue, field.Definition.Max ?? decimal.MaxValue);
        var ordinary = Math.Clamp(field.Type == FieldType.Yen ? 1_000 : 1, min, max);
        var around = constants.Numbers.Where(number => Math.Abs(number) < 1_000_000_000_000).SelectMany(number => new[] { number - step, number, number + step });
        decimal[] ends = [field.Definition.Min ?? -1, field.Definition.Max ?? 1_000_000];
        return new[] { ordinary }.Concat(around).Concat(ends).Where(number => number >= min && number <= max && (step < 1 || decimal.Truncate(number) == number));
    }

    private static JsonNode Number(decimal number) => decimal.Truncate(number) == number ? JsonValue.Create((long)number) : JsonValue.Create(number);

    private static IEnumerable<DateOnly> Dates(PlanField field, Constants constants, DateOnly today)
    {
        var dates = new List<DateOnly>();
        var known = field.Definition.Label.Ja.Contains("生年月日", StringComparison.Ordinal) ? new DateOnly(1990, 1, 2) : today;
        dates.AddRange([known, today, new DateOnly(1990, 1, 2), today.AddDays(-1), today.AddDays(1), today.AddDays(10), today.AddDays(40)]);
        foreach (var date in constants.Dates)
            dates.AddRange([date.AddDays(-1), date, date.AddDays(1)]);
        // Ages and terms: so many years, months or days from today.
        foreach (var number in constants.Numbers.Where(number => number is > 0 and <= 150 && decimal.Truncate(number) == number).Select(number => (int)number))
            dates.AddRange([today.AddYears(-number), today.AddYears(-number).AddDays(1), today.AddYears(-number).AddDays(-1), today.AddYears(-number - 1), today.AddDays(number), today.AddDays(-number)]);
        return dates;
    }

    private static IEnumerable<TimeOnly> Times(Constants constants) =>
        new[] { new TimeOnly(10, 0) }.Concat(constants.Times.SelectMany(time => new[] { time, time.AddMinutes(-1), time.AddMinutes(1) })).Concat([new TimeOnly(0, 0), new TimeOnly(23, 59)]);

    private static IEnumerable<JsonNode?> Composites(PlanField field, Constants constants, DateOnly today)
    {
        yield return Whole(field, part => true, today);
        yield return Whole(field, part => part.Definition.Required, today);
        foreach (var part in field.Parts)
            foreach (var value in Values(part, constants, today).Skip(1).Take(6))
            {
                var json = Whole(field, _ => true, today);
                json[part.Id] = value?.DeepClone();
                yield return json;
            }
    }

    private static JsonObject Whole(PlanField field, Func<PlanField, bool> with, DateOnly today)
    {
        var json = new JsonObject();
        foreach (var part in field.Parts.Where(with))
            json[part.Id] = part.Type == FieldType.Date
                ? (part.Id == "from" ? today : today.AddDays(30)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                : Parts[part.Id];
        return json;
    }

    private static IEnumerable<string> Texts(PlanField field)
    {
        var (min, max) = (field.Definition.MinLength ?? 0, field.MaxGraphemes);
        if (field.Definition.Example is { } example)
            yield return example.Ja;
        if (field.Definition.Pattern is { } pattern && field.Pattern is { } regex && PatternSample.Of(pattern, regex, min) is { } sample)
            yield return sample;
        yield return field.Type switch
        {
            FieldType.Mail => "hanako@example.jp",
            FieldType.Phone => "044-200-0000",
            FieldType.PostalCode => "210-8577",
            FieldType.MyNumber => "123456789018",
            FieldType.CorporateNumber => "7000012050002",
            FieldType.Digits => new string('1', Math.Clamp(4, min, max)),
            FieldType.Kana => field.Definition.Script == KanaScript.Hiragana ? "はなこ" : "ハナコ",
            _ => min <= 2 ? "見本"[..Math.Min(2, max)] : new string('見', min),
        };
        if (field.Type is FieldType.Text or FieldType.LongText)
            yield return "ほか"[..Math.Min(2, max)];
    }

    private static bool Fits(PlanField field, string text) => AnswerReader.Read(text, field).Problem is null && (field.Pattern is null || field.Pattern.IsMatch(text));
}
