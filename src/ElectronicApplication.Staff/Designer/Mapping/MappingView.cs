using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Generation;
using ElectronicApplication.Forms.Lint;
using ElectronicApplication.Forms.Mapping;
using ElectronicApplication.Forms.Mapping.Characters;

namespace ElectronicApplication.Staff.Designer;

/// <summary>One target of the mapping with everything that its page shows.</summary>
public sealed record MappingView(int Index, JsonObject Target, IReadOnlyList<MappingRow> Rows, JsonObject? Schema)
{
    private const int MaxChoices = 2_000;
    private const int MadeUp = 8;

    public string System => Target["system"]?.ToString() ?? "";

    public string? SchemaName => Target["schema"]?.ToString();

    /// <summary>Why the mapping does not work, and what the system would refuse: by their place, <c>.applicant.familyName</c>.</summary>
    public IReadOnlyList<(string Place, string Message)> Problems { get; private init; } = [];

    /// <summary>Whose answers can be tried: recorded samples and made-up applicants.</summary>
    public IReadOnlyList<MappingExample> Examples { get; private init; } = [];

    /// <summary>The chosen one with what the system would get.</summary>
    public MappingExample? Shown { get; private init; }

    public MappedRecord? Output { get; private init; }

    /// <summary>Why there is no output.</summary>
    public string? Failure { get; private init; }

    /// <summary>False when the condition of the target leaves the chosen example out.</summary>
    public bool IsSent { get; private init; } = true;

    /// <summary>What characters reach the target, and what happens with the others.</summary>
    public string CharsetWords { get; private init; } = "";

    /// <summary>Names that a formula can read, with their meaning.</summary>
    public IReadOnlyList<(string Name, string Words)> Names { get; private init; } = [];

    /// <summary>Fields that no formula of this target reads.</summary>
    public IReadOnlyList<(string Name, string Words)> Unsent { get; private init; } = [];

    /// <param name="example">Number of the example that is tried.</param>
    public static MappingView? Of(EditorView view, int index, int example, DateOnly today)
    {
        var tree = view.Design.Tree;
        if (Targets.Of(tree).ElementAtOrDefault(index) is not { } target)
            return null;
        var schema = target["schema"]?.ToString() is { } name && tree.Neighbours.TryGetValue(name, out var file) ? file as JsonObject : null;
        var bare = new MappingView(index, target, MappingRow.Of(target["data"] as JsonObject, schema), schema);
        if (view.Sketch.Plan is not { } plan)
            return bare;
        var names = MappingNames.Of(plan).Take(MaxChoices).ToList();
        var sent = MappingNames.In(bare.Rows.Select(r => r.Text));
        var examples = MappingExample.Of(tree, plan, today, MadeUp);
        var (mapping, problems) = Targets.Compile(tree, plan, index);
        var shown = examples.ElementAtOrDefault(example) ?? examples.FirstOrDefault();
        var facts = MappingFacts.Example(plan.Procedure, today);
        var (output, failure) = mapping is not null && shown is not null ? mapping.TryRender(shown.Answers, facts) : (null, null);
        return bare with
        {
            Names = names, Examples = examples, Shown = shown,
            Unsent = [.. names.Where(n => !n.Name.Contains('.', StringComparison.Ordinal) && !sent.Contains(n.Name))],
            Problems = [.. problems, .. mapping is null ? [] : MappingReview.Of(mapping, schema, examples.Select(e => (e.Title, e.Answers)), facts).Select(v => (v.Place, v.Message))],
            Output = output, Failure = failure?.ReasonJa,
            IsSent = mapping is null || shown is null || mapping.TryWants(shown.Answers, facts) is not false,
            CharsetWords = mapping is null ? "" : (mapping.TextCharset ?? "Unicode のまま") + mapping.Characters switch
            {
                _ when mapping.TextCharset is null => "",
                CharacterPolicy.Degrade => "（ない字は通用の字に。決まりがなければ止める）",
                CharacterPolicy.Stop => "（ない字があれば止める）",
                CharacterPolicy.Mark => "（ない字は通用の字に。決まりがなければ 〓）",
                _ => "",
            },
        };
    }

    /// <summary>What is wrong at a row, or below it where it is shown as one.</summary>
    public IEnumerable<string> At(MappingRow row) => Problems.Where(p => p.Place == row.JsonPath
        || !row.IsGroup && (p.Place.StartsWith(row.JsonPath + ".", StringComparison.Ordinal) || p.Place.StartsWith(row.JsonPath + "[", StringComparison.Ordinal))).Select(p => p.Message).Distinct();

    /// <summary>What is wrong and stands at no row.</summary>
    public IEnumerable<string> Elsewhere => Problems.Where(p => Rows.All(r => p.Place != r.JsonPath && (r.IsGroup || !p.Place.StartsWith(r.JsonPath, StringComparison.Ordinal)))).Select(p => p.Message).Distinct();
}

/// <summary>Answers to try a mapping with.</summary>
/// <param name="Answers">As they are handed over: evaluated once.</param>
public sealed record MappingExample(string Title, JsonObject Answers, Evaluation Evaluation)
{
    public static IReadOnlyList<MappingExample> Of(Forms.Editing.DefinitionTree tree, FormPlan plan, DateOnly today, int madeUp)
    {
        var samples = tree.Samples.Where(s => s.Key.StartsWith("accepted-", StringComparison.Ordinal) && s.Value["answers"] is JsonObject)
            .Select(s => Tried($"記録した例: {Path.GetFileNameWithoutExtension(s.Key)}", (JsonObject)s.Value["answers"]!, [], Sample.DayOf(s.Value)));
        var applicants = ApplicantGenerator.Generate(plan, today).Applicants.Where(a => a.IsAccepted).Take(madeUp).Select((a, i) => Tried($"自動の例 {i + 1}", a.Answers, a.Attachments));
        return [.. samples, .. applicants];

        MappingExample Tried(string title, JsonObject answers, IReadOnlyList<AttachmentFact> attachments, DateOnly? on = null)
        {
            var evaluation = plan.Evaluate(answers, new EvaluationInput(on ?? today, null, attachments));
            return new(title, evaluation.Answers, evaluation);
        }
    }
}
