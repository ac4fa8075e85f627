using ElectronicApplication.Host.Verbs;

namespace ElectronicApplication.Host;

/// <summary>The verbs of the program. The arguments that are no options name the verb, before or after them; without any it is <c>run</c>.</summary>
public static class CommandLine
{
    private const string Usage = """
        usage: ElectronicApplication.Host [verb] [--Setting=value ...]

          run                    start the roles of Host:Roles (default)
          migrate                bring the database to this version's schema
          catalog import DIR     publish the procedures of a folder
          catalog lint DIR       check them without publishing
          mapping preview DIR [SAMPLE] [--target NAME]
                                 what the core systems would get of a procedure's samples
          audit verify           walk the sealed chain of acts
          doctor                 check settings, keys, database and the systems around
          backup DIR             database and attachments into an empty folder
          restore DIR            the reverse, into an empty database
          keys rotate            add a key and wrap every data key with it
          airlock keys DIR NAME  make one side's key pair for an airlock
          airlock receive NAME   take what was carried here to the system behind (Airlock:NAME)
          airlock skip NAME N    wait no longer for bundle N, which is lost for good
          airlock again NAME N   leave bundle N once more

        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var (words, options) = Split(args);
        try
        {
            return words switch
            {
                [] or ["run"] => await RunVerb.ExecuteAsync(options),
                ["migrate"] => await MigrateVerb.ExecuteAsync(options),
                ["catalog", "import", var directory] => await CatalogVerb.ImportAsync(directory, options),
                ["catalog", "lint", var directory] => CatalogVerb.Lint(directory),
                ["mapping", "preview", var folder] => MappingVerb.Preview(folder, null, options),
                ["mapping", "preview", var folder, var sample] => MappingVerb.Preview(folder, sample, options),
                ["audit", "verify"] => await AuditVerb.ExecuteAsync(options),
                ["doctor"] => await DoctorVerb.ExecuteAsync(options),
                ["backup", var directory] => await BackupVerb.ExecuteAsync(directory, options),
                ["restore", var directory] => await RestoreVerb.ExecuteAsync(directory, options),
                ["keys", "rotate"] => await KeysVerb.RotateAsync(options),
                ["airlock", "keys", var directory, var name] => await AirlockVerb.KeysAsync(directory, name),
                ["airlock", "receive", var name] => await AirlockVerb.ReceiveAsync(name, options),
                ["airlock", "skip", var name, var number] => await AirlockVerb.SkipAsync(name, number, options),
                ["airlock", "again", var name, var number] => await AirlockVerb.AgainAsync(name, number, options),
                _ => Help(),
            };
        }
        catch (StartRefusedException e)
        {
            foreach (var reason in e.Reasons)
                await Console.Error.WriteLineAsync("起動できません / cannot start: " + reason);
            return 3;
        }
    }

    /// <summary>An option is <c>--Setting=value</c>, or <c>--Setting</c> with its value as the next argument: as the configuration reads them.</summary>
    private static (string[] Words, string[] Options) Split(string[] args)
    {
        List<string> words = [], options = [];
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith('-'))
            {
                words.Add(args[i]);
                continue;
            }
            options.Add(args[i]);
            if (args[i].StartsWith("--", StringComparison.Ordinal) && !args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Length)
                options.Add(args[++i]);
        }
        return ([.. words], [.. options]);
    }

    private static int Help()
    {
        Console.Error.Write(Usage);
        return 2;
    }
}

/// <summary>The settings or the surroundings do not allow a start; every reason says what to change.</summary>
public sealed class StartRefusedException(IReadOnlyList<string> reasons) : Exception(string.Join(Environment.NewLine, reasons))
{
    public IReadOnlyList<string> Reasons { get; } = reasons;
}
