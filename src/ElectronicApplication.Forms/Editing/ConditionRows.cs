using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Either the expression or the reason why there is none; its path names the row, as <c>items[1]</c>.</summary>
public readonly record struct WrittenCondition(string? Feel, DefinitionProblem? Problem);

/// <summary>Conditions without code. The text of FEEL stays what counts; rows are a way to look at it.</summary>
public static class ConditionRows
{
    /// <summary>The expression as rows; null when it cannot be shown like this without changing what it means.</summary>
    public static ConditionGroup? Read(string feel, FormPlan plan) => new ConditionReading(path => ConditionField.Find(plan, path)).Read(feel);

    public static WrittenCondition Write(ConditionGroup group, FormPlan plan)
    {
        try
        {
            return new WrittenCondition(new ConditionWriting(path => ConditionField.Find(plan, path)).Write(group), null);
        }
        catch (DefinitionException exception)
        {
            return new WrittenCondition(null, exception.Problems[0]);
        }
    }

    /// <summary>The fields that an expression there can ask about without running in a circle: those of its own row first, then those of the form.</summary>
    /// <param name="target"><c>page/main</c>, <c>field/item_name</c>, <c>table/fees</c>, <c>procedure</c>, <c>mapping</c>.</param>
    /// <param name="key">What the expression is for; rules (<c>valid</c>, <c>required</c>, <c>readOnly</c>) may read everything.</param>
    public static IReadOnlyList<ConditionField> FieldsUsableAt(FormPlan plan, string target, string? key = null)
    {
        var id = target[(target.IndexOf('/') + 1)..];
        var field = target.StartsWith("field/", StringComparison.Ordinal) ? plan.Named(id) as PlanField : null;
        var page = target.StartsWith("page/", StringComparison.Ordinal) ? Array.Find(plan.Pages, page => page.Id == id) : null;
        var table = target.StartsWith("table/", StringComparison.Ordinal) ? Array.Find(plan.Tables, table => table.Id == id) : null;
        var judges = key is not null && (key.StartsWith("valid", StringComparison.Ordinal) || key is "required" or "readOnly" or "earliest" or "latest");
        var hidden = judges ? [] : Readers(plan, field, page, table);
        var group = field?.Group ?? table?.Group;
        return
        [
            .. (group?.Fields ?? []).Where(inner => judges || inner != field).SelectMany(ConditionField.Of),
            .. plan.Fields.Where(top => !hidden.Contains(top)).SelectMany(ConditionField.Of),
            .. target == "procedure" && key?.StartsWith("decisionRoute", StringComparison.Ordinal) == true && ConditionField.Fee(plan) is { } fee ? new[] { fee } : [],
        ];
    }

    /// <summary>Everything that is worked out from an element, and itself.</summary>
    private static HashSet<PlanField> Readers(FormPlan plan, PlanField? field, PlanPage? page, PlanTable? table)
    {
        var (found, steps, seen) = (new HashSet<PlanField>(), new Stack<int>(), new HashSet<int>());
        if ((field?.Group ?? table?.Group ?? field) is { } own)
            Add(own);
        foreach (var below in page?.Fields ?? [])
            Add(below);
        foreach (var step in table is { Group: null } ? table.Readers : [])
            steps.Push(step);
        while (steps.TryPop(out var next))
            if (seen.Add(next))
                switch (plan.Steps[next])
                {
                    case { Field: { } reader }:
                        Add(reader);
                        break;
                    case { Table: { } reader }:
                        foreach (var step in reader.Readers)
                            steps.Push(step);
                        break;
                    case { Page: { } reader }:
                        foreach (var below in reader.Fields)
                            Add(below);
                        break;
                }
        return found;

        void Add(PlanField reader)
        {
            if (found.Add(reader))
                foreach (var step in reader.Readers)
                    steps.Push(step);
        }
    }
}
