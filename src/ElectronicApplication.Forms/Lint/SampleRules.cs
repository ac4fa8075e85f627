using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Lint;

/// <summary>
/// Samples do what their names say: <c>accepted-*.json</c> is accepted, <c>refused-*.json</c> is not; on any day, or on the day that they name as
/// <c>"on": "2026-04-01"</c>, for forms that ask for days to come.
/// </summary>
internal static class SampleRules
{
    public static void Check(LintContext context)
    {
        foreach (var (kind, ja) in new[] { ("accepted", "受理される"), ("refused", "受理されない") })
            if (!context.Files.Samples.Keys.Any(name => name.StartsWith(kind + "-", StringComparison.Ordinal)))
                context.Warning("no-sample", "samples", "$", $"{ja}例（{kind}-*.json）がありません。一つ以上加えてください。", $"There is no sample {kind}-*.json. Add at least one.");
        foreach (var (name, bytes) in context.Files.Samples)
            Check(context, name, bytes);
    }

    private static void Check(LintContext context, string name, ReadOnlyMemory<byte> bytes)
    {
        var file = "samples/" + name;
        if (Read(bytes) is not { } sample || sample["answers"] is not JsonObject answers)
        {
            context.Error("sample-unreadable", file, "$", "例を読めません。{\"procedure\": ..., \"answers\": {...}} の形にしてください。", "The sample cannot be read. Write {\"procedure\": ..., \"answers\": {...}}.");
            return;
        }
        if (sample["procedure"]?.ToString() != context.Procedure.Code)
            context.Error("sample-other-procedure", file, "$.procedure", $"別の手続の例です。procedure を「{context.Procedure.Code}」にしてください。", $"This is a sample of another procedure. Set procedure to '{context.Procedure.Code}'.");
        var expected = name.StartsWith("accepted-", StringComparison.Ordinal) ? true : name.StartsWith("refused-", StringComparison.Ordinal) ? false : (bool?)null;
        if (expected is null)
        {
            context.Error("sample-name", file, "$", "例の名前は accepted- か refused- で始めてください。", "The name of a sample must begin with accepted- or refused-.");
            return;
        }
        if (sample["on"] is not null && Sample.DayOf(sample) is null)
        {
            context.Error("sample-unreadable", file, "$.on", "例の日（on）を読めません。2026-04-01 の形にしてください。", "The day of the sample (on) cannot be read. Write it as 2026-04-01.");
            return;
        }
        foreach (var day in Sample.DayOf(sample) is { } only ? [only] : new[] { context.Today, context.Today.AddDays(400), new DateOnly(2040, 2, 29) })
        {
            // Files cannot be part of a sample; a paper that is missing does not make the answers wrong.
            var wrong = context.Plan.Evaluate(answers, new EvaluationInput(day, null, [])).Issues
                .FirstOrDefault(issue => expected == false || issue.Code is not (IssueCodes.AttachmentMissing or IssueCodes.TooFewAttachments));
            if (expected == true && wrong is not null)
                context.Error("sample-not-as-named", file, $"$.answers.{wrong.Path}",
                    $"受理されるはずの例が受理されません（{day:yyyy-MM-dd}）: {wrong.Message} 例か様式を直してください。",
                    $"The sample should be accepted, but is not ({day:yyyy-MM-dd}): {wrong.MessageEn} Correct the sample or the form.");
            if (expected == false && wrong is null)
                context.Error("sample-not-as-named", file, "$.answers",
                    "受理されないはずの例が受理されます。例か様式を直してください。", "The sample should be refused, but is accepted. Correct the sample or the form.");
            if (expected == true ? wrong is not null : wrong is null)
                return;
        }
    }

    public static JsonObject? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonNode.Parse(bytes.Span) is JsonObject json && json.Count >= 0 ? json : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
