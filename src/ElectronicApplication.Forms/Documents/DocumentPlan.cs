using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Answers;

namespace ElectronicApplication.Forms.Documents;

/// <summary>A template compiled against the form whose answers it reads. Immutable and safe for concurrent use.</summary>
public sealed class DocumentPlan
{
    private static readonly FeelContextType Decision = new([("result", FeelType.String), ("reason", FeelType.String)]);

    private readonly FormPlan _plan;
    private readonly FeelExpression?[] _when;
    private readonly int _decision;
    private readonly int _slots;

    private DocumentPlan(DocumentDefinition definition, FormPlan plan, FeelExpression?[] when, int decision, int slots) =>
        (Definition, _plan, _when, _decision, _slots) = (definition, plan, when, decision, slots);

    public DocumentDefinition Definition { get; }

    /// <param name="problem">Told what cannot work: the place below the document, Japanese, English, a code.</param>
    public static DocumentPlan Compile(DocumentDefinition definition, FormPlan plan, Action<string, string, string, string>? problem = null)
    {
        var scope = plan.Scope.Fork();
        var decision = scope.Declare("decision", Decision).Slot;
        var (when, slots) = (new FeelExpression?[definition.Blocks.Count], scope.SlotCount);
        for (var i = 0; i < definition.Blocks.Count; i++)
            if (definition.Blocks[i].When is { Length: > 0 } text)
            {
                var (expression, errors) = FeelExpression.Compile(text, scope);
                foreach (var error in errors)
                    problem?.Invoke($"blocks[{i}].when", $"{error.Span.Start + 1} 文字目: {error.Cause.Ja}{error.Remedy.Ja}", $"Character {error.Span.Start + 1}: {error.Cause.En} {error.Remedy.En}", error.Code);
                if (expression is not null && !FeelType.CanMeet(expression.Type, FeelType.Boolean))
                    problem?.Invoke($"blocks[{i}].when", $"条件の結果は{FeelType.Boolean.NameJa}でなければなりませんが、{expression.Type.NameJa}です。", $"The condition must yield a {FeelType.Boolean.NameEn}, but yields a {expression.Type.NameEn}.", "wrong-result");
                when[i] = expression;
                slots = Math.Max(slots, expression?.SlotsNeeded ?? 0);
            }
        return new(definition, plan, when, decision, slots);
    }

    /// <param name="answers">As they were accepted.</param>
    public DocumentContent Compose(JsonObject answers, DocumentFacts facts)
    {
        var frame = new AnswerState(_plan, answers, new EvaluationInput(facts.ArrivedOn, null, []) { Accepted = true }).Settled(_slots);
        if (frame is not null)
            frame[_decision] = FeelValue.Of(new FeelContext(Decision.Shape, [FeelValue.Of(facts.Decision), FeelValue.Of(facts.DecisionReason)]));
        var blocks = new List<FilledBlock>(Definition.Blocks.Count);
        for (var i = 0; i < Definition.Blocks.Count; i++)
        {
            // A condition that does not work takes its block away; the lint keeps such a template from being published.
            if (Definition.Blocks[i].When is { Length: > 0 } && (frame is null || _when[i] is not { } when || !when.Evaluate(frame).IsTrue))
                continue;
            blocks.Add(Fill(Definition.Blocks[i], answers, facts));
        }
        return new(Definition.Title, Definition.Paper, Definition.Landscape, Definition.Seal, blocks);
    }

    private FilledBlock Fill(DocumentBlock block, JsonObject answers, DocumentFacts facts)
    {
        var text = block.Text.Length > 0 ? block.Text : DocumentBlock.Default(block.Type);
        List<FilledValue> reads = [];
        IReadOnlyList<string> lines = [];
        IReadOnlyList<IReadOnlyList<string>> rows = [];
        switch (block.Type)
        {
            case DocumentBlockType.Values:
                rows = [.. DocumentText.Lines(text).Select(DocumentText.Line).Select(l => (IReadOnlyList<string>)[l.Label ?? Label(l.Text), Text(l.Text)])];
                break;
            case DocumentBlockType.Table:
                rows = Table(block, text, answers, facts, reads);
                break;
            case DocumentBlockType.Recipient:
                lines = [.. DocumentText.Lines(text).SelectMany(l => DocumentText.Lines(DocumentText.Fill(l, name => Value(name, answers, null, facts, reads, lines: true))))];
                break;
            case DocumentBlockType.List:
                lines = [.. DocumentText.Lines(text).Select(Text).Where(l => l.Length > 0)];
                break;
            default:
                lines = Text(text).ReplaceLineEndings("\n").Split('\n');
                break;
        }
        return new(block.Type, block.Align, lines, rows, reads);

        string Text(string template) => DocumentText.Fill(template, name => Value(name, answers, null, facts, reads));
    }

    private List<IReadOnlyList<string>> Table(DocumentBlock block, string text, JsonObject answers, DocumentFacts facts, List<FilledValue> reads)
    {
        var columns = DocumentText.Lines(text).Select(DocumentText.Line).ToList();
        if (columns.Count == 0)
            return [];
        List<IReadOnlyList<string>> rows = [[.. columns.Select(c => c.Label ?? Label(c.Text))]];
        foreach (var row in block.Group is { } group && answers[group] is JsonArray all ? all.OfType<JsonObject>() : [])
            rows.Add([.. columns.Select(c => DocumentText.Fill(c.Text, name => Value(name, answers, row, facts, reads)))]);
        return rows;
    }

    private string Label(string text) => DocumentText.Only(text) is not { } name ? "" : _plan.Field(Path(name)) is { } field ? field.Label.Ja : DocumentFacts.Names.FirstOrDefault(n => n.Name == name).Ja ?? "";

    private string Value(string name, JsonObject answers, JsonObject? row, DocumentFacts facts, List<FilledValue> reads, bool lines = false)
    {
        if (DocumentFacts.Has(name))
            return Said(DocumentFacts.Names.First(n => n.Name == name).Ja, facts.Value(name));
        if (_plan.Find(Path(name)) is not { } found)
            return "{" + name + "}";
        var whole = found.Whole ?? found;
        var holder = whole.Group is null ? answers : row;
        var value = holder?[whole.Id];
        return Said(found.Definition.Label.Ja, DocumentWords.Of(found.Definition, found.Whole is null ? value : (value as JsonObject)?[found.Id], lines));

        string Said(string label, string text)
        {
            if (text.Length > 0)
                reads.Add(new(label, text));
            return text;
        }
    }

    /// <summary>A field in a group may be named by its own id; ids are unique in the form.</summary>
    private string Path(string name)
    {
        var first = name.Split('.')[0];
        return _plan.Named(first) is Plan.PlanField { Group: { } group } ? $"{group.Id}.{name}" : name;
    }
}
