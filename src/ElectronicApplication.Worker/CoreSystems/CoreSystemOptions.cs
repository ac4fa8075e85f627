using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>Section <c>CoreSystems:&lt;name&gt;</c>: how the worker reaches one core system.</summary>
public sealed class CoreSystemOptions
{
    /// <summary>The transport, one of <see cref="Adapters"/>; its own settings stand beside this one.</summary>
    public string Adapter { get; set; } = Adapters.Default;

    /// <summary>How many records are offered to it at once by one worker.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>For one whole attempt. A delivery whose worker dies is taken up again after this and <see cref="StartWithinSeconds"/>.</summary>
    public int TimeoutSeconds { get; set; } = 5;

    /// <summary>An offer that has not begun after so long on the queue is dropped: its row comes again.</summary>
    internal const int StartWithinSeconds = 5;

    /// <summary>The whole section, for the adapter.</summary>
    internal IConfiguration Settings { get; set; } = new ConfigurationBuilder().Build();

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>Waiting on the queue, the attempt, and two seconds for the answer to come back and for clocks that differ.</summary>
    internal TimeSpan ClaimLength => TimeSpan.FromSeconds(StartWithinSeconds + TimeoutSeconds + 2);
}

public sealed class CoreSystemsOptions
{
    public Dictionary<string, CoreSystemOptions> Systems { get; } = new(StringComparer.Ordinal);

    internal void Read(IConfiguration section)
    {
        section.Bind(Systems);
        foreach (var (name, system) in Systems)
            system.Settings = section.GetSection(name);
    }
}

internal sealed partial class CoreSystemsValidation : IValidateOptions<CoreSystemsOptions>
{
    public ValidateOptionsResult Validate(string? name, CoreSystemsOptions options)
    {
        List<string> wrong = [];
        foreach (var (system, settings) in options.Systems)
        {
            if (!Name().IsMatch(system))
                wrong.Add($"CoreSystems:{system}: a name has up to 64 of a-z, 0-9 and hyphens.");
            if (!Adapters.Kinds.TryGetValue(settings.Adapter, out var kind))
                wrong.Add($"CoreSystems:{system}:Adapter must be one of {string.Join(", ", Adapters.Kinds.Keys)}.");
            else
                wrong.AddRange(kind.Problems(settings.Settings).Select(problem => $"CoreSystems:{system}:{problem}"));
            if (settings.Concurrency is < 1 or > 256)
                wrong.Add($"CoreSystems:{system}:Concurrency must be between 1 and 256.");
            if (settings.TimeoutSeconds is < 1 or > 120)
                wrong.Add($"CoreSystems:{system}:TimeoutSeconds must be between 1 and 120.");
        }
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$")]
    private static partial Regex Name();
}
