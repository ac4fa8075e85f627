using Microsoft.Extensions.Configuration;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>One transport: how its settings are read and checked, and how it is made.</summary>
/// <param name="Problems">What is wrong with a section <c>CoreSystems:&lt;name&gt;</c>; each sentence begins with the setting's name.</param>
internal sealed record AdapterKind(Func<IConfiguration, IEnumerable<string>> Problems, Func<AdapterContext, IAdapter> Create);

/// <param name="Name">The core system's.</param>
/// <param name="Settings">Its section.</param>
internal sealed record AdapterContext(string Name, IConfiguration Settings, TimeProvider Time)
{
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
        ["rest"] = Kind<RestOptions>(o => o.Problems(), (context, options) => new RestAdapter(options, context.Time)),
    };

    private static AdapterKind Kind<T>(Func<T, IEnumerable<string>> problems, Func<AdapterContext, T, IAdapter> create)
        where T : new() =>
        new(settings => problems(new AdapterContext("", settings, TimeProvider.System).Options<T>()), context => create(context, context.Options<T>()));
}
