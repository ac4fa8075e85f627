using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Plan;

/// <summary>The order of evaluation: whatever is read comes before whoever reads it. A circle has no order and is refused.</summary>
internal sealed partial class FormCompiler
{
    private enum Mark { None, Open, Done }

    private PlanStep[] Ordered()
    {
        foreach (var group in _all)
            if (group.Type == FieldType.Group)
                group.Order = Sorted(group.Fields, RowDependencies).ToArray();
        var nodes = new List<object>(Pages.Length + Fields.Length);
        foreach (var page in Pages)
        {
            nodes.Add(page);
            nodes.AddRange(page.Fields);
        }
        return [.. Sorted(nodes, Dependencies).Select(node => new PlanStep(node as PlanPage, node as PlanField))];
    }

    private List<T> Sorted<T>(IReadOnlyList<T> nodes, Func<T, IEnumerable<T>> dependencies) where T : class
    {
        var marks = new Dictionary<T, Mark>(nodes.Count);
        var sorted = new List<T>(nodes.Count);
        var chain = new List<T>();
        foreach (var node in nodes)
            Visit(node);
        return sorted;

        void Visit(T node)
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
        if (node is PlanPage page)
            return Named(page.Visible);
        var field = (PlanField)node;
        IEnumerable<object> own = [Pages[field.Page], .. Settling(field).SelectMany(Named)];
        // A group is evaluated as a whole, so it waits for everything that its rows read outside of themselves.
        var rows = field.Fields.SelectMany(Settling).SelectMany(Named).Where(read => ((PlanField)read).Group is null);
        return own.Concat(rows).Distinct();
    }

    private IEnumerable<PlanField> RowDependencies(PlanField field) =>
        Settling(field).SelectMany(Named).Cast<PlanField>().Where(read => read.Group is not null && read.Group == field.Group).Distinct();

    /// <summary>The expressions that settle whether a field exists and what it holds. The rules about it run afterwards and may read anything.</summary>
    private static IEnumerable<FeelExpression?> Settling(PlanField field) =>
        [field.Visible, field.Value, field.Value is not null && field.Type != FieldType.Calculated ? field.ReadOnly : null];

    private IEnumerable<object> Named(FeelExpression? expression)
    {
        if (expression is null)
            yield break;
        foreach (var name in expression.Names)
            if (_byId.TryGetValue(name, out var field))
                yield return field;
    }

    private void ReportCircle<T>(List<T> circle) where T : class
    {
        var chain = string.Join(" → ", circle.Select(node => node is PlanPage page ? $"page:{page.Id}" : (node as PlanField)!.Id));
        var place = circle[0] is PlanPage first ? first.JsonPath : (circle[0] as PlanField)!.JsonPath;
        Report(place,
            $"式が互いに参照しあって輪になっています: {chain}。どれか一つの参照を外してください。",
            $"These expressions read each other in a circle: {chain}. Remove one of the references.");
    }
}
