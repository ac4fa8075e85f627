using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Core.Designs;

/// <summary>What can be said about the files of a design without trying out answers; each part is worked out when it is first asked for. Safe for concurrent use.</summary>
public sealed class DesignAnalysis
{
    private readonly Lazy<CompiledFiles> _compiled;
    private readonly Lazy<LintReport> _lint;

    /// <param name="today">The day in Japan, on which the form is tried out.</param>
    public DesignAnalysis(DefinitionFiles files, DateOnly today)
    {
        Files = files;
        _compiled = new(() => CompiledFiles.Of(files));
        _lint = new(() => DefinitionLint.CheckQuickly(files, today, Compiled));
    }

    public DefinitionFiles Files { get; }

    public CompiledFiles Compiled => _compiled.Value;

    public LintReport Lint => _lint.Value;
}

/// <summary>
/// Keeps what was found in the revisions that people worked with last: an edit begins where the answer to the one before it ended. A revision never changes, so neither does that;
/// the one that nobody asked for longest makes room.
/// </summary>
public sealed class DesignAnalyses
{
    /// <summary>A form of 300 fields takes a few megabytes.</summary>
    private const int Most = 8;

    private readonly Lock _gate = new();

    /// <summary>Whoever was asked for last stands last.</summary>
    private readonly List<(Key Key, DesignAnalysis Analysis)> _kept = [];

    /// <param name="files">Those of that revision; asked for when nothing is known about it.</param>
    public DesignAnalysis Of(Guid designId, int revision, DateOnly today, Func<DefinitionFiles> files)
    {
        var key = new Key(designId, revision, today);
        return Use(key, null) ?? Use(key, new DesignAnalysis(files(), today))!;
    }

    private DesignAnalysis? Use(Key key, DesignAnalysis? made)
    {
        lock (_gate)
        {
            var at = _kept.FindIndex(k => k.Key == key);
            var analysis = at >= 0 ? _kept[at].Analysis : made;
            if (at >= 0)
                _kept.RemoveAt(at);
            if (analysis is not null)
                _kept.Add((key, analysis));
            if (_kept.Count > Most)
                _kept.RemoveAt(0);
            return analysis;
        }
    }

    private readonly record struct Key(Guid DesignId, int Revision, DateOnly Today);
}
