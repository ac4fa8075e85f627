using ElectronicApplication.Jpki.Certificates;

namespace ElectronicApplication.Jpki.Paths;

/// <summary>
/// The policies that are valid along a path: the graph of RFC 9618, which holds a policy once per level where the tree of
/// RFC 5280 repeats it and can be made to grow without bound. A level without nodes is the standard's NULL.
/// </summary>
internal sealed class PolicyGraph
{
    private readonly PathRules rules;
    private readonly int length;
    private readonly List<Dictionary<string, Node>> levels;
    private int explicitPolicy;
    private int policyMapping;
    private int inhibitAnyPolicy;

    public PolicyGraph(PathRules rules, int length)
    {
        (this.rules, this.length) = (rules, length);
        explicitPolicy = rules.RequireExplicitPolicy ? 0 : length + 1;
        policyMapping = rules.InhibitPolicyMapping ? 0 : length + 1;
        inhibitAnyPolicy = rules.InhibitAnyPolicy ? 0 : length + 1;
        levels = [new() { [Oids.AnyPolicy] = new(Oids.AnyPolicy, []) }];
    }

    private int Depth => levels.Count - 1;

    /// <summary>6.1.3 (d), (e), (f): adds the level of this certificate.</summary>
    public bool Enter(Certificate certificate, bool last)
    {
        var above = levels[^1];
        var level = new Dictionary<string, Node>();
        levels.Add(level);

        var policies = certificate.Known.Policies ?? [];
        foreach (var policy in policies.Where(p => p != Oids.AnyPolicy))
        {
            var parents = Expecting(above, policy);
            if (parents.Count == 0 && above.TryGetValue(Oids.AnyPolicy, out var any)) parents = [any];
            if (parents.Count > 0) level[policy] = new(policy, parents);
        }

        if (policies.Contains(Oids.AnyPolicy) && (inhibitAnyPolicy > 0 || (!last && certificate.IsSelfIssued)))
        {
            foreach (var policy in above.Values.SelectMany(n => n.Expected).Distinct().Where(p => !level.ContainsKey(p)))
                level[policy] = new(policy, Expecting(above, policy));
        }

        return explicitPolicy > 0 || level.Count > 0;
    }

    /// <summary>6.1.4 (a), (b) and (h) to (j): maps policies and counts down.</summary>
    public bool PrepareNext(Certificate certificate)
    {
        var known = certificate.Known;
        if (known.PolicyMappings.Any(m => m.IssuerDomain == Oids.AnyPolicy || m.SubjectDomain == Oids.AnyPolicy)) return false;

        var level = levels[^1];
        foreach (var mapping in known.PolicyMappings.GroupBy(m => m.IssuerDomain, m => m.SubjectDomain))
        {
            if (policyMapping == 0) level.Remove(mapping.Key);
            else if (level.TryGetValue(mapping.Key, out var node)) node.Expected = [.. mapping];
            else if (level.ContainsKey(Oids.AnyPolicy))
                level[mapping.Key] = new(mapping.Key, [levels[Depth - 1][Oids.AnyPolicy]]) { Expected = [.. mapping] };
        }

        if (!certificate.IsSelfIssued)
        {
            explicitPolicy = Math.Max(0, explicitPolicy - 1);
            policyMapping = Math.Max(0, policyMapping - 1);
            inhibitAnyPolicy = Math.Max(0, inhibitAnyPolicy - 1);
        }

        explicitPolicy = Math.Min(explicitPolicy, known.PolicyConstraints?.RequireExplicitPolicy ?? int.MaxValue);
        policyMapping = Math.Min(policyMapping, known.PolicyConstraints?.InhibitPolicyMapping ?? int.MaxValue);
        inhibitAnyPolicy = Math.Min(inhibitAnyPolicy, known.InhibitAnyPolicy ?? int.MaxValue);
        return true;
    }

    /// <summary>6.1.5 (a), (b), (g): is some policy left that the user accepts, if one is asked for?</summary>
    public bool Conclude(Certificate last)
    {
        if (!last.IsSelfIssued) explicitPolicy = Math.Max(0, explicitPolicy - 1);
        if (last.Known.PolicyConstraints?.RequireExplicitPolicy == 0) explicitPolicy = 0;
        return explicitPolicy > 0 || (Depth == length && UserAcceptsOne());
    }

    private bool UserAcceptsOne()
    {
        var bottom = levels[^1];
        if (rules.AcceptedPolicies is not { } accepted) return bottom.Count > 0;
        if (bottom.ContainsKey(Oids.AnyPolicy)) return accepted.Count > 0;

        // What the authorities granted, in the words of the first that granted it: the nodes right below an anyPolicy
        // from which a way leads down to the last certificate.
        var (reached, open) = (new HashSet<Node>(), new Stack<Node>(bottom.Values));
        while (open.TryPop(out var node))
        {
            if (!reached.Add(node)) continue;
            foreach (var parent in node.Parents) open.Push(parent);
        }

        return reached.Any(n => n.Policy != Oids.AnyPolicy && n.Parents.Any(p => p.Policy == Oids.AnyPolicy) && accepted.Contains(n.Policy));
    }

    private static List<Node> Expecting(Dictionary<string, Node> level, string policy) =>
        [.. level.Values.Where(n => n.Expected.Contains(policy))];

    private sealed class Node(string policy, List<Node> parents)
    {
        public string Policy { get; } = policy;

        public List<Node> Parents { get; } = parents;

        public HashSet<string> Expected { get; set; } = [policy];
    }
}
