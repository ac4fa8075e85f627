using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Plan;

/// <summary>The order of evaluation: whatever is read comes before whoever reads it. A circle has no order and is refused.</summary>
internal sealed partial class FormCompiler
{
    private enum Mark { None, Open, Done }

    private void Order()
    {
        foreach (var group in _all)
            if (group.Type == FieldType.Group)
            {
                IReadOnlyList<object> nodes = [.. group.Fields, .. Tables.Where(table => table.Group == group)];
                group.Order = [.. Sorted(nodes, RowDependencies).Select(node => new RowStep(node as PlanField, node as PlanTable))];
            }
        var top = new List<object>(Pages.Length + Fields.Length + Tables.Length);
        foreach (var page in Pages)
        {
            top.Add(page);
            top.AddRange(page.Fields);
        }
        top.AddRange(Tables.Where(table => table.Group is null));
        var sorted = Sorted(top, Dependencies);
        Steps = [.. sorted.Select(node => new PlanStep(node as PlanPage, node as PlanField, node as PlanTable))];
        Link(sorted);
    }

    private List<object> Sorted(IReadOnlyList<object> nodes, Func<object, IEnumerable<object>> dependencies)
    {
        var marks = new Dictionary<object, Mark>(nodes.Count, ReferenceEqualityComparer.Instance);
        var sorted = new List<object>(nodes.Count);
        var chain = new List<object>();
        foreach (var node in nodes)
            Visit(node);
        return sorted;

        void Visit(object node)
        {
            switch (marks.GetValueOrDefault(node))
            {
                case Mark.Done:
                    return;
                case Mark.Open:
                    ReportCircle([.. chain[chain.IndexOf(node)..], node]);
                    return;
            }
            marks[node] = Mark.Open;
            chain.Add(node);
            foreach (var dependency in dependencies(node))
                Visit(dependency);
            chain.RemoveAt(chain.Count - 1);
            marks[node] = Mark.Done;
            sorted.Add(node);
        }
    }

    private IEnumerable<object> Dependencies(object node)
    {
        switch (node)
        {
            case PlanPage page:
                return Named(page.Visible);
            case PlanTable table:
                return NamesOf(table).SelectMany(Named).Select(Top).Distinct();
            default:
                var field = (PlanField)node;
                // A group is evaluated as a whole, so it waits for everything that its rows read outside of themselves.
                var rows = field.Fields.SelectMany(Settling).SelectMany(Named)
                    .Concat(Tables.Where(table => table.Group == field).SelectMany(NamesOf).SelectMany(Named));
                return Settling(field).SelectMany(Named)
                    .Concat(field.Type == FieldType.Group ? rows.Where(read => GroupOf(read) is null) : [])
                    .Prepend(Pages[field.Page]).Distinct();
        }
    }

    private IEnumerable<object> RowDependencies(object node)
    {
        var reads = node is PlanTable table ? NamesOf(table).SelectMany(Named) : Settling((PlanField)node).SelectMany(Named);
        var group = GroupOf(node);
        return reads.Where(read => GroupOf(read) is { } inside && inside == group).Distinct();
    }

    /// <summary>The expressions that settle whether a field exists and what it holds. The rules about it run afterwards and may read anything.</summary>
    private static IEnumerable<FeelExpression?> Settling(PlanField field) =>
    [
        field.Visible, field.Value, field.Value is not null && field.Type != FieldType.Calculated ? field.ReadOnly : null,
        field.OptionsFrom, .. field.OptionVisible ?? [],
    ];

    private static IEnumerable<FeelExpression?> Judging(PlanField field) => [field.RequiredWhen, field.ReadOnly, field.Earliest, field.Latest, .. field.Valid];

    private IEnumerable<object> Named(FeelExpression? expression) => expression is null ? [] : expression.Names.SelectMany(Named);

    private IEnumerable<object> Named(string name)
    {
        if (_byId.TryGetValue(name, out var field))
            yield return field;
        else if (_tables.TryGetValue(name, out var table))
            yield return table;
    }

    private static PlanField? GroupOf(object node) => node is PlanTable table ? table.Group : (node as PlanField)?.Group;

    private static object Top(object node) => GroupOf(node) ?? node;

    /// <summary>Turns the graph around: from what changes to what has to be looked at again.</summary>
    private void Link(List<object> sorted)
    {
        var readers = sorted.ToDictionary(node => node, _ => new SortedSet<int>(), ReferenceEqualityComparer.Instance);
        var judges = sorted.ToDictionary(node => node, _ => new SortedSet<int>(), ReferenceEqualityComparer.Instance);
        for (var step = 0; step < sorted.Count; step++)
            foreach (var read in Dependencies(sorted[step]))
                if (readers.TryGetValue(read, out var set))
                    set.Add(step);
        foreach (var field in Fields)
        {
            // What changes is judged again anyway; a group as a whole only when its rows look at each other.
            foreach (var read in field.Fields.SelectMany(Judging).SelectMany(Named).Select(read => read == (object)field ? read : GroupOf(read) == field ? null : Top(read))
                .Concat(Judging(field).SelectMany(Named).Select(Top).Where(read => read != field)))
                if (read is not null && judges.TryGetValue(read, out var set))
                    set.Add(field.Index);
        }
        for (var step = 0; step < sorted.Count; step++)
            switch (sorted[step])
            {
                case PlanPage page:
                    page.Step = step;
                    break;
                case PlanField field:
                    (field.Step, field.Readers, field.Judges) = (step, [.. readers[field]], [.. judges[field]]);
                    break;
                case PlanTable table:
                    (table.Step, table.Readers, table.Judges) = (step, [.. readers[table]], [.. judges[table]]);
                    break;
            }
        foreach (var read in Named(Fee))
            Feed(read, fee: true);
        foreach (var read in Named(Routing))
            Feed(read, fee: false);
    }

    private static void Feed(object node, bool fee)
    {
        switch (node)
        {
            case PlanField field:
                (field.FeedsFee, field.FeedsRouting) = (field.FeedsFee || fee, field.FeedsRouting || !fee);
                break;
            case PlanTable table:
                (table.FeedsFee, table.FeedsRouting) = (table.FeedsFee || fee, table.FeedsRouting || !fee);
                break;
        }
    }

    private void ReportCircle(List<object> circle)
    {
        var chain = string.Join(" → ", circle.Select(node => node switch { PlanPage page => $"page:{page.Id}", PlanTable table => table.Id, _ => ((PlanField)node).Id }));
        var place = circle[0] switch { PlanPage page => page.JsonPath, PlanTable table => table.JsonPath, _ => ((PlanField)circle[0]).JsonPath };
        Report(place,
            $"式が互いに参照しあって輪になっています: {chain}。どれか一つの参照を外してください。",
            $"These expressions read each other in a circle: {chain}. Remove one of the references.", code: "circle");
    }
}
