using System.Text.RegularExpressions;
using ElectronicApplication.Worker.Dispatch;
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

    /// <summary>For one whole attempt; unless it is set, as the adapter needs it. A delivery whose answer is lost is taken up again after this and <see cref="StartWithinSeconds"/>.</summary>
    public int TimeoutSeconds { get; set; } = 5;

    /// <summary>How many records it may be offered in a second by all workers together; 0 for as many as it takes.</summary>
    public double PerSecond { get; set; }

    /// <summary>When it takes offers (<see cref="TargetHours"/>); none for always.</summary>
    public IList<string> Hours { get; } = [];

    public IList<string> Closed { get; } = [];

    public bool ClosedOnHolidays { get; set; }

    /// <summary>Where an adapter takes many at once: how long a batch that is not full waits for more.</summary>
    public int BatchSeconds { get; set; }

    /// <summary>How often the adapter is asked for answers that come by another way than the offer.</summary>
    public int CollectSeconds { get; set; } = 2;

    /// <summary>How long the core system may follow the links of an offer; unless it is set, as the adapter needs it. 0 where the adapter carries none.</summary>
    public int LinkMinutes { get; set; }

    /// <summary>As long as a core system may work on what it took.</summary>
    internal const int MostLinkMinutes = 14 * 24 * 60;

    /// <summary>An offer that has not begun after so long on the queue is dropped: its row comes again.</summary>
    internal const int StartWithinSeconds = 3;

    /// <summary>The whole section, for the adapter.</summary>
    internal IConfiguration Settings { get; set; } = new ConfigurationBuilder().Build();

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>Waiting on the queue, the attempt, and a second for the answer to come back.</summary>
    internal TimeSpan ClaimLength => TimeSpan.FromSeconds(StartWithinSeconds + TimeoutSeconds + 1);
}

public sealed class CoreSystemsOptions
{
    public Dictionary<string, CoreSystemOptions> Systems { get; } = new(StringComparer.Ordinal);

    /// <summary><c>Worker:PublicUrl</c>: where core systems reach the worker. Empty: no links are sent.</summary>
    public string PublicUrl { get; set; } = "";

    internal void Read(IConfiguration section)
    {
        section.Bind(Systems);
        foreach (var (name, system) in Systems)
        {
            system.Settings = section.GetSection(name);
            if (!Adapters.Kinds.TryGetValue(system.Adapter, out var kind))
                continue;
            if (system.Settings["TimeoutSeconds"] is null)
                system.TimeoutSeconds = kind.TimeoutSeconds;
            if (system.Settings["LinkMinutes"] is null)
                system.LinkMinutes = kind.LinkMinutes;
        }
    }
}

internal sealed partial class CoreSystemsValidation : IValidateOptions<CoreSystemsOptions>
{
    public ValidateOptionsResult Validate(string? name, CoreSystemsOptions options)
    {
        List<string> wrong = [];
        if (options.PublicUrl.Length > 0 && !(Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 }))
            wrong.Add("Worker:PublicUrl must be an absolute http or https address.");
        foreach (var (system, settings) in options.Systems)
        {
            if (!Name().IsMatch(system))
                wrong.Add($"CoreSystems:{system}: a name has up to 64 of a-z, 0-9 and hyphens.");
            if (!Adapters.Kinds.TryGetValue(settings.Adapter, out var kind))
                wrong.Add($"CoreSystems:{system}:Adapter must be one of {string.Join(", ", Adapters.Kinds.Keys)}.");
            else
                wrong.AddRange(kind.Problems(settings.Settings).Select(problem => $"CoreSystems:{system}:{problem}"));
            if (kind is { LinkMinutes: 0 } && settings.LinkMinutes != 0)
                wrong.Add($"CoreSystems:{system}:LinkMinutes: the adapter {settings.Adapter} carries no links.");
            if (kind is { LinkMinutes: > 0 } && settings.LinkMinutes is < 1 or > CoreSystemOptions.MostLinkMinutes)
                wrong.Add($"CoreSystems:{system}:LinkMinutes must be between 1 and {CoreSystemOptions.MostLinkMinutes}.");
            if (kind is { LinkMinutes: > 0 } && options.PublicUrl.Length == 0 && kind.TakesAttachments(settings.Settings))
                wrong.Add($"CoreSystems:{system}: attachments go as links, for which Worker:PublicUrl is missing.");
            if (settings.Concurrency is < 1 or > 256)
                wrong.Add($"CoreSystems:{system}:Concurrency must be between 1 and 256.");
            if (settings.TimeoutSeconds is < 1 or > 120)
                wrong.Add($"CoreSystems:{system}:TimeoutSeconds must be between 1 and 120.");
            if (settings.PerSecond is < 0 or > 10_000)
                wrong.Add($"CoreSystems:{system}:PerSecond must be between 0 and 10000.");
            if (settings.BatchSeconds is < 0 or > 86_400)
                wrong.Add($"CoreSystems:{system}:BatchSeconds must be between 0 and 86400.");
            if (settings.CollectSeconds is < 1 or > 3600)
                wrong.Add($"CoreSystems:{system}:CollectSeconds must be between 1 and 3600.");
            if (TargetHours.Read(settings.Hours, settings.Closed, settings.ClosedOnHolidays).Problem is { } hours)
                wrong.Add($"CoreSystems:{system}:{hours}");
        }
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$")]
    private static partial Regex Name();
}
