using System.Runtime.CompilerServices;

namespace ElectronicApplication.Feel.Tables;

/// <summary>A bound on the work of one analysis, so that no table can hang the designer.</summary>
internal sealed class AnalysisBudget(int steps)
{
    private long _steps = steps;

    public bool IsExhausted { get; private set; }

    public bool Spend(long steps)
    {
        if ((_steps -= steps) >= 0)
            return true;
        GiveUp();
        return false;
    }

    /// <summary>For other bounds than that on steps: what was found is not all there is.</summary>
    public void GiveUp()
    {
        _steps = -1;
        IsExhausted = true;
    }
}

/// <summary>
/// Which part of a box some of the rules leave uncovered, as a decision diagram: one dimension after the other is cut into groups
/// of cells behind which the same remains, and equal remains are kept once. That keeps the usual table small, and the groups are the
/// very intervals and choices that a person would name. The worst table still explodes, hence the budget.
/// </summary>
internal sealed class CoverDiagram
{
    /// <summary>What lies behind a group of cells. Nodes are shared, so that equal ones are the same object.</summary>
    private sealed class Node(int level, List<(CellSet Cells, Node Next)> branches)
    {
        public int Level { get; } = level;

        public List<(CellSet Cells, Node Next)> Branches { get; } = branches;
    }

    private static readonly Node Gap = new(-1, []);
    private static readonly Node Covered = new(-1, []);
    /// <summary>The budget ended before it was known.</summary>
    private static readonly Node Unknown = new(-1, []);

    private readonly CellSet[][] _boxes;
    private readonly CellSet[] _within;
    private readonly AnalysisBudget _budget;
    private readonly int[] _order;
    private readonly CellSet[] _takesAllFrom;
    private readonly (CellSet Cells, CellSet Rules)[]?[] _classes;
    private readonly Dictionary<(int Level, CellSet Active), Node> _known = [];
    private readonly Dictionary<Node, Node> _unique = new(new SameContent());

    private CoverDiagram(CellSet[][] boxes, CellSet[] within, AnalysisBudget budget)
    {
        (_boxes, _within, _budget) = (boxes, within, budget);
        // What most rules look at comes first: behind it few rules are left, and "-" to the end settles the matter.
        _order = [.. Enumerable.Range(0, within.Length).OrderByDescending(dimension => boxes.Count(box => !box[dimension].Contains(within[dimension])))];
        _classes = new (CellSet, CellSet)[_order.Length][];
        _takesAllFrom = new CellSet[_order.Length + 1];
        _takesAllFrom[_order.Length] = CellSet.All(boxes.Length);
        for (var level = _order.Length - 1; level >= 0; level--)
        {
            var dimension = _order[level];
            _takesAllFrom[level] = _takesAllFrom[level + 1].And(CellSet.Where(boxes.Length, rule => boxes[rule][dimension].Contains(within[dimension])));
        }
    }

    /// <summary>The parts of <paramref name="within"/> that none of the boxes takes, disjoint. At most <paramref name="limit"/> of them are made.</summary>
    public static List<CellSet[]> Gaps(CellSet[][] boxes, CellSet[] within, AnalysisBudget budget, int limit)
    {
        var diagram = new CoverDiagram(boxes, within, budget);
        var gaps = new List<CellSet[]>();
        diagram.Collect(diagram.Build(0, CellSet.All(boxes.Length)), within, gaps, limit);
        return Boxes.Merged(gaps);
    }

    /// <summary>Whether the boxes together take all of <paramref name="within"/>. A budget that ends first counts as no.</summary>
    public static bool Covers(CellSet[][] boxes, CellSet[] within, AnalysisBudget budget)
    {
        var diagram = new CoverDiagram(boxes, within, budget);
        return ReferenceEquals(diagram.Build(0, CellSet.All(boxes.Length)), Covered);
    }

    private Node Build(int level, CellSet active)
    {
        if (active.IsEmpty)
            return Gap;
        if (active.Meets(_takesAllFrom[level]))
            return Covered;
        if (_known.TryGetValue((level, active), out var known))
            return known;
        var classes = _classes[level] ??= Classes(_order[level]);
        if (!_budget.Spend((long)classes.Length * active.Width))
            return Unknown;

        // Cells behind which the same remains are one branch.
        var branches = new List<(CellSet Cells, Node Next)>();
        var places = new Dictionary<Node, int>();
        foreach (var (cells, rules) in classes)
        {
            var next = Build(level + 1, active.And(rules));
            if (places.TryGetValue(next, out var place))
                branches[place] = (branches[place].Cells.Or(cells), next);
            else
            {
                places[next] = branches.Count;
                branches.Add((cells, next));
            }
        }
        return _known[(level, active)] = branches.Count == 1 ? branches[0].Next : Shared(new Node(level, branches));
    }

    /// <summary>Cells of a dimension that the same rules take.</summary>
    private (CellSet Cells, CellSet Rules)[] Classes(int dimension)
    {
        var byRules = new Dictionary<CellSet, List<int>>();
        foreach (var cell in _within[dimension].Members())
        {
            _budget.Spend(_boxes.Length);
            var rules = CellSet.Where(_boxes.Length, rule => _boxes[rule][dimension].Has(cell));
            if (!byRules.TryGetValue(rules, out var cells))
                byRules[rules] = cells = [];
            cells.Add(cell);
        }
        return [.. byRules.Select(pair => (_within[dimension].Only(pair.Value), pair.Key))];
    }

    private Node Shared(Node node) => _unique.TryGetValue(node, out var same) ? same : _unique[node] = node;

    private void Collect(Node node, CellSet[] box, List<CellSet[]> boxes, int limit)
    {
        if (ReferenceEquals(node, Covered) || ReferenceEquals(node, Unknown))
            return;
        if (boxes.Count >= limit)
        {
            _budget.GiveUp();
            return;
        }
        if (ReferenceEquals(node, Gap))
        {
            boxes.Add(box);
            return;
        }
        foreach (var (cells, next) in node.Branches)
        {
            var inside = (CellSet[])box.Clone();
            inside[_order[node.Level]] = cells;
            Collect(next, inside, boxes, limit);
        }
    }

    /// <summary>Tells nodes apart by what they hold, whose own nodes are shared already.</summary>
    private sealed class SameContent : IEqualityComparer<Node>
    {
        public bool Equals(Node? a, Node? b) => a!.Level == b!.Level && a.Branches.Count == b.Branches.Count
            && !a.Branches.Where((branch, i) => !ReferenceEquals(branch.Next, b.Branches[i].Next) || !branch.Cells.Equals(b.Branches[i].Cells)).Any();

        public int GetHashCode(Node node)
        {
            var hash = new HashCode();
            hash.Add(node.Level);
            foreach (var (cells, next) in node.Branches)
            {
                hash.Add(cells);
                hash.Add(RuntimeHelpers.GetHashCode(next));
            }
            return hash.ToHashCode();
        }
    }
}
