using ElectronicApplication.Worker.CoreSystems.Airlock;
using ElectronicApplication.Worker.CoreSystems.Amqp;
using ElectronicApplication.Worker.CoreSystems.Files;
using ElectronicApplication.Worker.CoreSystems.Table;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>One transport: how its settings are read and checked, and how it is made.</summary>
/// <param name="Problems">What is wrong with a section <c>CoreSystems:&lt;name&gt;</c>; each sentence begins with the setting's name.</param>
internal sealed record AdapterKind(Func<IConfiguration, IEnumerable<string>> Problems, Func<AdapterContext, IAdapter> Create)
{
    /// <summary>For one attempt, where nothing else is set: files are written, copied and looked at again.</summary>
    public int TimeoutSeconds { get; init; } = 5;

    /// <summary>How long links are good where nothing else is set; 0 for transports that carry none.</summary>
    public int LinkMinutes { get; init; }

    /// <summary>Whether a section says that attachments go along.</summary>
    public Func<IConfiguration, bool> TakesAttachments { get; init; } = _ => false;

    /// <summary>As files, and not as links.</summary>
    public bool AsFiles { get; init; }
}

/// <param name="Name">The core system's.</param>
/// <param name="Settings">Its section.</param>
internal sealed record AdapterContext(string Name, IConfiguration Settings, TimeProvider Time)
{
    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>Null where no links are sent.</summary>
    public TargetLinks? Links { get; init; }

    public T Options<T>()
        where T : new()
    {
        var options = new T();
        Settings.Bind(options);
        return options;
    }
}

/// <summary>The transports by the name that <c>CoreSystems:&lt;name&gt;:Adapter</c> gives.</summary>
internal static class Adapters
{
    public const string Default = "rest";

    public static IReadOnlyDictionary<string, AdapterKind> Kinds { get; } = new Dictionary<string, AdapterKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["rest"] = Kind<RestOptions>(o => o.Problems(), (context, options) => new RestAdapter(options, context.Time)) with { LinkMinutes = 15, TakesAttachments = WithAttachments },
        ["file"] = Kind<FileDropOptions>(o => o.Problems(), (context, options) => new FileAdapter(context.Name, options, new LocalFolder(), context.Time, context.Log)) with { TimeoutSeconds = 30, TakesAttachments = WithAttachments, AsFiles = true },
        ["sftp"] = Kind<SftpOptions>(o => o.Problems(), (context, options) => new FileAdapter(context.Name, options, new SftpFolder(options), context.Time, context.Log)) with { TimeoutSeconds = 30, TakesAttachments = WithAttachments, AsFiles = true },
        ["amqp"] = Kind<AmqpOptions>(o => o.Problems(), (context, options) => new AmqpAdapter(context.Name, options, context.Time, context.Log, context.Links)) with { LinkMinutes = 24 * 60, TakesAttachments = WithAttachments },
        ["table"] = Kind<TableOptions>(o => o.Problems(), (_, options) => new TableAdapter(options)) with { LinkMinutes = 3 * 24 * 60, TakesAttachments = settings => settings[nameof(TableOptions.AttachmentsColumn)]?.Length > 0 },
        ["airlock"] = Kind<AirlockOptions>(o => o.Problems(), (context, options) => new AirlockAdapter(context.Name, options, context.Time, context.Log)) with { TimeoutSeconds = 30 },
        ["list"] = Kind<ListOptions>(_ => [], (_, _) => new ListAdapter()),
    };

    private static bool WithAttachments(IConfiguration settings) => settings.GetValue<bool>(nameof(FileDropOptions.Attachments));

    private static AdapterKind Kind<T>(Func<T, IEnumerable<string>> problems, Func<AdapterContext, T, IAdapter> create)
        where T : new() =>
        new(settings => problems(new AdapterContext("", settings, TimeProvider.System).Options<T>()), context => create(context, context.Options<T>()));
}
