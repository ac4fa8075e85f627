namespace ElectronicApplication.Core.Procedures;

/// <summary>How a procedure stands now: the version that people begin on, those before it, and whether it is retired.</summary>
/// <param name="Versions">By number, up to <paramref name="InForce"/>; without those that this program cannot use.</param>
public sealed record ProcedureStanding(CompiledVersion InForce, IReadOnlyList<PublishedVersion> Versions, Retirement? Retired)
{
    /// <summary>
    /// What becomes of somebody in mid-form on a version: whatever was published since then counts, not only the newest. Stop beats move forward, which
    /// beats finish: whoever must not finish on an old version must not do so because a harmless version followed.
    /// </summary>
    public MidFormPolicy PolicyAfter(int number)
    {
        var policy = MidFormPolicy.Finish;
        for (var i = Versions.Count - 1; i >= 0 && Versions[i].Number > number; i--)
            policy = (MidFormPolicy)Math.Max((int)policy, (int)Versions[i].Policy);
        return policy;
    }

    public Guid? IdOf(int number)
    {
        foreach (var version in Versions)
            if (version.Number == number)
                return version.Id;
        return null;
    }
}

public sealed record PublishedVersion(Guid Id, int Number, MidFormPolicy Policy);

/// <param name="Reason">What people are told: where to go instead.</param>
public sealed record Retirement(DateTime At, string Reason);
