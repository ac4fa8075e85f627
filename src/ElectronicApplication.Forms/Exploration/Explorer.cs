using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Answers;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Exploration;

/// <summary>
/// Fills in a form with ordinary answers and then varies those that matter, looking for answers under which something happens.
/// Small questions are tried out completely; larger ones answer by answer, in pairs, and by chance from a seed.
/// </summary>
internal sealed class Explorer
{
    private const int FullLimit = 4_096;
    private const int ChanceLimit = 3_000;
    private const int RepairRounds = 3;

    private readonly FormPlan _plan;
    private readonly DateOnly _today;
    private readonly int _seed;
    private readonly JsonObject _base;
    private readonly HashSet<string> _hopeless = [];

    public Explorer(FormPlan plan, DateOnly today, int seed = 1, ExplorationBudget? budget = null)
    {
        (_plan, _today, _seed, Budget) = (plan, today, seed, budget ?? new ExplorationBudget());
        Session = plan.Start(First(), new EvaluationInput(today, null, Files(plan)) { Draft = true });
        Repair([]);
        _base = Session.Answers;
        // Where no right answer is known now, trying again and again would find none either.
        _hopeless.UnionWith(Evaluation.Issues.Select(issue => issue.Path));
    }

    public FormSession Session { get; private set; }

    public ExplorationBudget Budget { get; }

    public AnswerState State => Session.State;

    /// <summary>The whole form as it stands, which looks at every field.</summary>
    public Evaluation Evaluation
    {
        get
        {
            Budget.Spend(_plan.Fields.Length);
            return Session.Evaluation;
        }
    }

    public void Change(string path, JsonNode? value) => Budget.Spend(1 + Session.Change(path, value).Fields.Count);

    /// <summary>All ordinary answers again.</summary>
    public void Reset()
    {
        Budget.Spend(_plan.Fields.Length);
        Session = _plan.Start(_base, Session.Input);
    }

    public List<Variable> Variables(Reach reach, PlanField? group)
    {
        Budget.Spend(reach.Size);
        return reach.Variables(group, _today, Rows);
    }

    /// <summary>Calls <paramref name="visit"/> for one combination after the other until it returns true.</summary>
    /// <returns>Whether every combination of complete candidates was tried, so that what was not seen cannot happen.</returns>
    public bool Search(IReadOnlyList<Variable> variables, Func<bool> visit)
    {
        if (Budget.IsUsedUp)
            return false;
        Reset();
        var choice = new int[variables.Count];
        for (var i = 0; i < variables.Count; i++)
            Set(variables, choice, i, 0);
        if (visit())
            return false;
        var product = 1L;
        foreach (var variable in variables)
            product = Math.Min(long.MaxValue / 100, product * variable.Candidates.Values.Count);
        if (product <= FullLimit)
            return All(variables, choice, visit) && variables.All(variable => variable.Candidates.IsComplete);
        if (!Near(variables, choice, visit))
            Chance(variables, choice, visit);
        return false;
    }

    /// <summary>Tries other answers where something is wrong, except at the paths that are to stay.</summary>
    public void Repair(IReadOnlyCollection<string> fixedPaths)
    {
        for (var round = 0; round < RepairRounds; round++)
        {
            var wrong = Evaluation.Issues.Select(issue => issue.Path).Where(path => path.Length > 0 && !_hopeless.Contains(path)).Distinct().ToList();
            if (wrong.Count == 0)
                return;
            foreach (var path in wrong)
                if (!Budget.IsUsedUp)
                    Repair(path, fixedPaths);
        }
    }

    private void Repair(string issuePath, IReadOnlyCollection<string> fixedPaths)
    {
        if (_plan.Find(issuePath) is not { } place)
            return;
        var field = place.Whole ?? place;
        var path = place.Whole is null ? issuePath : issuePath[..issuePath.LastIndexOf('.')];
        if (!field.Definition.TakesAnswer || fixedPaths.Contains(path) || field.Type == FieldType.Group)
            return;
        var constants = new Constants();
        foreach (var rule in field.Valid)
            constants.Add(rule);
        constants.Add(field.Earliest);
        constants.Add(field.Latest);
        var before = Evaluation.Issues.Count;
        foreach (var value in FieldSamples.Of(field, constants, false, _today).Values.Concat(Offered(path)))
        {
            Change(path, value?.DeepClone());
            if (Evaluation.Issues.Count < before || Budget.IsUsedUp)
                return;
        }
    }

    /// <summary>Options that follow from other answers are known only now.</summary>
    private IEnumerable<JsonNode?> Offered(string path) =>
        Session.Evaluation.Options.TryGetValue(path, out var options)
            ? options.Select(option => _plan.Find(path)!.Type == FieldType.Choices ? (JsonNode?)new JsonArray(option.Value) : option.Value)
            : [];

    private bool All(IReadOnlyList<Variable> variables, int[] choice, Func<bool> visit)
    {
        while (true)
        {
            var i = choice.Length - 1;
            while (i >= 0 && choice[i] == variables[i].Candidates.Values.Count - 1)
                Set(variables, choice, i--, 0);
            if (i < 0)
                return true;
            Set(variables, choice, i, choice[i] + 1);
            if (visit() || Budget.IsUsedUp)
                return false;
        }
    }

    private bool Near(IReadOnlyList<Variable> variables, int[] choice, Func<bool> visit)
    {
        var tries = 0;
        for (var i = 0; i < choice.Length; i++)
        {
            for (var v = 1; v < variables[i].Candidates.Values.Count; v++)
            {
                Set(variables, choice, i, v);
                if (visit() || Budget.IsUsedUp)
                    return true;
                for (var j = i + 1; j < choice.Length && tries < ChanceLimit; j++)
                {
                    for (var w = 1; w < variables[j].Candidates.Values.Count; w++, tries++)
                    {
                        Set(variables, choice, j, w);
                        if (visit() || Budget.IsUsedUp)
                            return true;
                    }
                    Set(variables, choice, j, 0);
                }
            }
            Set(variables, choice, i, 0);
        }
        return false;
    }

    private void Chance(IReadOnlyList<Variable> variables, int[] choice, Func<bool> visit)
    {
        var random = new Random(_seed);
        for (var n = 0; n < ChanceLimit; n++)
        {
            for (var i = 0; i < choice.Length; i++)
                if (random.Next(3) == 0)
                    Set(variables, choice, i, random.Next(variables[i].Candidates.Values.Count));
            if (visit() || Budget.IsUsedUp)
                return;
        }
    }

    private void Set(IReadOnlyList<Variable> variables, int[] choice, int index, int value)
    {
        choice[index] = value;
        Change(variables[index].Path, variables[index].Candidates.Values[value]?.DeepClone());
    }

    private JsonObject First()
    {
        var answers = new JsonObject();
        foreach (var field in _plan.Fields.Where(field => field.Definition.TakesAnswer))
            answers[field.Id] = field.Type == FieldType.Group ? Many(field, Math.Max(1, field.Definition.MinRows)) : Sample(field);
        return answers;
    }

    private JsonNode? Sample(PlanField field) => FieldSamples.Of(field, new Constants(), false, _today).Values[0]?.DeepClone();

    private JsonObject Row(PlanField group)
    {
        var row = new JsonObject();
        foreach (var field in group.Fields.Where(field => field.Definition.TakesAnswer))
            row[field.Id] = Sample(field);
        return row;
    }

    private JsonArray Many(PlanField group, int count) => [.. Enumerable.Range(0, count).Select(_ => (JsonNode)Row(group))];

    /// <summary>Few rows, many rows, and one row with each of the answers that its fields take.</summary>
    private List<JsonNode?> Rows(PlanField group)
    {
        var (min, max) = (group.Definition.MinRows, group.Definition.MaxRows);
        var rows = new List<JsonNode?>();
        foreach (var count in new[] { Math.Max(1, min), min, 2, 3, max }.Where(count => count >= min && count <= max && count <= 20).Distinct())
            rows.Add(Many(group, count));
        foreach (var field in group.Fields.Where(field => field.Definition.TakesAnswer))
            foreach (var value in FieldSamples.Of(field, new Constants(), false, _today).Values.Skip(1).Take(5))
            {
                var row = Row(group);
                row[field.Id] = value?.DeepClone();
                rows.Add(new JsonArray([row, .. Enumerable.Range(1, Math.Max(0, min - 1)).Select(_ => (JsonNode)Row(group))]));
            }
        return rows;
    }

    /// <summary>A right file wherever one can be attached.</summary>
    private static List<AttachmentFact> Files(FormPlan plan)
    {
        var files = new List<AttachmentFact>();
        foreach (var field in plan.Fields.SelectMany(field => field.Fields.Prepend(field)).Where(field => field.Type == FieldType.Attachment))
            foreach (var path in field.Group is null ? [field.Id] : Enumerable.Range(0, Math.Min(20, field.Group.Definition.MaxRows)).Select(row => field.Path(row)))
                for (var i = 0; i < field.Definition.MinFiles; i++)
                    files.Add(new AttachmentFact(path, $"見本{i + 1}.pdf", (field.Definition.Accept.FirstOrDefault() ?? "application/pdf").Replace("/*", "/png"), Math.Min(1_000, field.Definition.MaxBytes)));
        return files;
    }
}
