using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

/// <summary>
/// Answers on their way from one version of a form to another. They stay where they are, by id: a field that is gone leaves its answer in the draft, and
/// one that comes back finds it again. Only an answer that the new field could not even show steps aside, under <c>id@version</c>.
/// </summary>
internal static class MovedAnswers
{
    public static void Adapt(JsonObject answers, FormPlan from, FormPlan to, int fromNumber) =>
        Adapt(answers, Fields(from), Fields(to), fromNumber);

    /// <summary>The field's id and, when its answer stepped aside, the version that it was given on.</summary>
    public static (string Id, int? Number) Parse(string key) =>
        key.IndexOf('@') is var at and > 0 && int.TryParse(key.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (key[..at], number) : (key, null);

    public static IReadOnlyList<FieldDefinition> Fields(FormPlan plan) => [.. plan.Form.Pages.SelectMany(p => p.Fields)];

    private static void Adapt(JsonObject answers, IReadOnlyList<FieldDefinition> from, IReadOnlyList<FieldDefinition> to, int fromNumber)
    {
        foreach (var (key, value) in answers.ToList())
        {
            var (id, number) = Parse(key);
            if (value is null || Find(to, id) is not { TakesAnswer: true } now)
                continue;
            if (number is not null)
            {
                // The earlier kind of field is back, and nobody has answered it since.
                if (!answers.ContainsKey(id) && Fits(now, value))
                    Rename(answers, key, id);
            }
            else if (Find(from, id) is { } before && (before.Type != now.Type || before.Type is FieldType.Choice or FieldType.Choices) && !Fits(now, value))
                StepAside(answers, id, $"{id}@{fromNumber.ToString(CultureInfo.InvariantCulture)}", now, value);
            else if (now.Type == FieldType.Group && Find(from, id) is { Type: FieldType.Group } group && value is JsonArray rows)
                foreach (var row in rows.OfType<JsonObject>())
                    Adapt(row, group.Fields, now.Fields, fromNumber);
        }
    }

    private static void StepAside(JsonObject answers, string id, string aside, FieldDefinition now, JsonNode value)
    {
        Rename(answers, id, aside);
        if (now.Type != FieldType.Choices || value is not JsonArray chosen)
            return;
        // What can still be chosen stays chosen.
        var still = chosen.Where(one => IsOption(now, one)).Select(one => one!.DeepClone()).ToArray();
        if (still.Length > 0)
            answers[id] = new JsonArray(still);
    }

    private static void Rename(JsonObject answers, string from, string to)
    {
        var value = answers[from];
        answers.Remove(from);
        answers[to] = value;
    }

    /// <summary>Whether the field's control can show the answer; whether it is right is for the evaluation to say, beside the field.</summary>
    private static bool Fits(FieldDefinition field, JsonNode value) => field.Type switch
    {
        FieldType.Group => value is JsonArray rows && rows.All(r => r is JsonObject),
        _ when field.IsComposite => value is JsonObject,
        FieldType.Choices => value is JsonArray chosen && chosen.All(one => IsOption(field, one)),
        FieldType.Choice => value is JsonValue && IsOption(field, value),
        FieldType.YesNo or FieldType.Consent => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        FieldType.Date => value.GetValueKind() == JsonValueKind.String && DateOnly.TryParseExact(value.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        FieldType.Time => value.GetValueKind() == JsonValueKind.String && TimeOnly.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, out _),
        _ => value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number,
    };

    private static bool IsOption(FieldDefinition field, JsonNode? value) => value?.GetValueKind() == JsonValueKind.String
        && (field.OptionsFrom is not null || field.Options.Any(o => o.Value == value.GetValue<string>()));

    private static FieldDefinition? Find(IReadOnlyList<FieldDefinition> fields, string id)
    {
        foreach (var field in fields)
            if (field.Id == id)
                return field;
        return null;
    }
}
