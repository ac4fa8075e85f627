using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Answers;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms;

/// <summary>
/// One form while it is filled in. A change settles and judges again only what depends on it; everything else stays as it was.
/// At any time <see cref="Evaluation"/> equals what <see cref="FormPlan.Evaluate"/> gives for the same answers. Not for concurrent use.
/// </summary>
public sealed class FormSession
{
    private readonly FormPlan _plan;
    private readonly JsonObject _answers;
    private readonly AnswerState _state;
    private Evaluation? _evaluation;

    internal FormSession(FormPlan plan, JsonObject answers, EvaluationInput input)
    {
        _plan = plan;
        _answers = (JsonObject)answers.DeepClone();
        _state = new AnswerState(plan, _answers, input);
        _state.Run();
        Input = input;
    }

    internal EvaluationInput Input { get; }

    internal AnswerState State => _state;

    /// <summary>Everything that was entered, also what is hidden just now.</summary>
    public JsonObject Answers => (JsonObject)_answers.DeepClone();

    /// <summary>The whole form as it stands; worked out when it is asked for.</summary>
    public Evaluation Evaluation => _evaluation ??= _state.Snapshot();

    /// <summary>Sets the answer to a field, a row's field or a part; null empties it.</summary>
    /// <param name="path"><c>kind</c>, <c>persons</c> (all rows), <c>persons[1].name</c>, <c>applicant_name.family</c>. A row just behind the last one begins a new row.</param>
    /// <param name="value">Belongs to the session from then on, unless it is part of another document.</param>
    /// <exception cref="ArgumentException">The form has no such field, it takes no answer, or the row is out of reach.</exception>
    public FormChange Change(string path, JsonNode? value)
    {
        var (field, row) = Write(path, value?.Parent is null ? value : value.DeepClone());
        _evaluation = null;
        return _state.Change(field, row);
    }

    private (PlanField Field, int Row) Write(string path, JsonNode? value)
    {
        var place = _plan.Find(path) ?? throw new ArgumentException($"The form has no field '{path}'.", nameof(path));
        var whole = place.Whole ?? place;
        if (!whole.Definition.TakesAnswer)
            throw new ArgumentException($"The field '{path}' takes no answer.", nameof(path));
        if (whole.Group is not { } group)
        {
            Put(_answers, place, value);
            return (whole, -1);
        }
        var (open, close) = (path.IndexOf('['), path.IndexOf(']'));
        if (open < 0 || !int.TryParse(path.AsSpan(open + 1, close - open - 1), out var row))
            throw new ArgumentException($"'{path}' does not say which row.", nameof(path));
        if (_answers[group.Id] is not JsonArray rows)
            _answers[group.Id] = rows = [];
        if (row < 0 || row > rows.Count || row >= group.Definition.MaxRows)
            throw new ArgumentException($"There is no row {row} and it is not the next one.", nameof(path));
        var begun = row == rows.Count;
        if (begun)
            rows.Add(new JsonObject());
        if (rows[row] is not JsonObject json)
            rows[row] = json = [];
        Put(json, place, value);
        return (group, begun ? -1 : row);
    }

    private static void Put(JsonObject answers, PlanField place, JsonNode? value)
    {
        if (place.Whole is { } whole)
        {
            if (answers[whole.Id] is not JsonObject parts)
                answers[whole.Id] = parts = [];
            parts[place.Id] = value;
        }
        else
            answers[place.Id] = value;
    }
}

/// <summary>What one change did.</summary>
/// <param name="Fields">The fields that were looked at again, in the order of the form, each with what holds for it now. A group stands for all of its rows.</param>
/// <param name="PagesChanged">A page has come or gone.</param>
public sealed record FormChange(IReadOnlyList<FieldChange> Fields, bool PagesChanged);

/// <param name="Issues">What is wrong with the field, its parts and rows.</param>
public readonly record struct FieldChange(string Path, bool Visible, bool Required, bool ReadOnly, IReadOnlyList<AnswerIssue> Issues);
