using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Lint;
using ElectronicApplication.Forms.Mapping;

namespace ElectronicApplication.Host.Verbs;

/// <summary>What the core systems would get of a procedure's samples: the answers on the left, the data on the right, then the record and what it loses.</summary>
internal static class MappingVerb
{
    private const int LeftWidth = 58;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="folder">Of one procedure.</param>
    /// <param name="sample">A file of its samples, with or without <c>.json</c>; null for all that are accepted.</param>
    /// <param name="options"><c>--target NAME</c> for one target.</param>
    /// <returns>0; 1 when something could not be made or the definition does not work; 2 when there is no such folder, sample or target.</returns>
    public static int Preview(string folder, string? sample, string[] options)
    {
        if (!File.Exists(Path.Combine(folder, DefinitionFiles.FormFile)))
            return Missing($"There is no procedure in {folder}.");
        var files = DefinitionFiles.Read(folder);
        try
        {
            var plan = FormPlan.Compile(ProcedureDefinition.Parse(files.Procedure), FormDefinition.Parse(files.Form));
            var wanted = Target(options);
            var targets = files.Mapping is { } mapping ? MappingPlan.Compile(mapping, plan, files.Neighbours).Targets.Where(target => wanted is null || target.System == wanted).ToList() : [];
            if (targets.Count == 0)
                return Missing(wanted is null ? "Nothing is handed over." : $"There is no target {wanted}.");
            var samples = files.Samples.Where(file => sample is null ? file.Key.StartsWith("accepted-", StringComparison.Ordinal) : file.Key == sample || file.Key == sample + ".json").ToList();
            if (samples.Count == 0)
                return Missing(sample is null ? "There is no accepted sample." : $"There is no sample {sample}.");
            var failed = 0;
            foreach (var (name, bytes) in samples)
                failed += targets.Count(target => !Show(name, bytes, plan, target));
            return failed == 0 ? 0 : 1;
        }
        catch (DefinitionException exception)
        {
            foreach (var problem in exception.Problems)
                Console.Error.WriteLine($"{problem.Path}: {problem.MessageJa} / {problem.MessageEn}");
            return 1;
        }
    }

    private static string? Target(string[] options)
    {
        for (var i = 0; i < options.Length; i++)
            if (options[i] == "--target" && i + 1 < options.Length)
                return options[i + 1];
            else if (options[i].StartsWith("--target=", StringComparison.Ordinal))
                return options[i]["--target=".Length..];
        return null;
    }

    private static bool Show(string name, ReadOnlyMemory<byte> bytes, FormPlan plan, MappingTarget target)
    {
        if (JsonNode.Parse(bytes.Span) is not JsonObject json || json["answers"] is not JsonObject answers)
        {
            Console.WriteLine($"== {name}: no answers");
            return false;
        }
        // Japan has no summer time; what day it is there does not depend on the machine.
        var day = Sample.DayOf(json) ?? DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(9)).DateTime);
        var normalised = plan.Evaluate(answers, new EvaluationInput(day, null, [])).Answers;
        var facts = MappingFacts.Example(plan.Procedure, day);
        var (record, problem) = target.TryRender(normalised, facts);
        Console.WriteLine($"== {name} → {target.System} ({target.TextCharset ?? "utf-8"}, {target.ItemSet.ToString().ToLowerInvariant()})");
        if (record is null)
        {
            Console.WriteLine($"  {problem!.ReasonJa} / {problem.ReasonEn}");
            return false;
        }
        if (target.TryWants(normalised, facts) is false)
            Console.WriteLine("  送りません（when）。 / Not sent (when).");
        foreach (var line in SideBySide(Lines(normalised), Lines(record.Data)))
            Console.WriteLine(line);
        if (record.Text is { } text)
            Console.WriteLine($"-- {text.Layout.Charset}, {text.Layout.Extension}\n{text.Record}");
        foreach (var loss in record.Losses)
            Console.WriteLine($"-- {loss.Path} {loss.Label}: {MappingReview.Words(loss)} / {loss.Kind}");
        return true;
    }

    private static string[] Lines(JsonObject json) => json.ToJsonString(Indented).ReplaceLineEndings("\n").Split('\n');

    private static IEnumerable<string> SideBySide(string[] left, string[] right)
    {
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
            yield return $"{Cut(left.ElementAtOrDefault(i) ?? "")} | {right.ElementAtOrDefault(i)}".TrimEnd();
    }

    /// <summary>As wide as the left half of a terminal, where Japanese takes two places.</summary>
    private static string Cut(string line)
    {
        var (text, used) = (new StringBuilder(), 0);
        var elements = StringInfo.GetTextElementEnumerator(line);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            var width = element[0] is < '\u0100' or >= '\uFF61' and <= '\uFF9F' ? 1 : 2;
            if (used + width > LeftWidth)
                break;
            text.Append(element);
            used += width;
        }
        return text.Append(' ', LeftWidth - used).ToString();
    }

    private static int Missing(string what)
    {
        Console.Error.WriteLine(what);
        return 2;
    }
}
