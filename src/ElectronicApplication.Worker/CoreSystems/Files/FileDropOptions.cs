using ElectronicApplication.Forms.Mapping.Characters;

namespace ElectronicApplication.Worker.CoreSystems.Files;

/// <summary>How the target says that it has a file.</summary>
public enum FileAcknowledgement
{
    /// <summary>Not at all: done as soon as the file stands.</summary>
    None,

    /// <summary>It takes the file away, or puts one beside it with <see cref="FileDropOptions.AckExtension"/>.</summary>
    PickedUp,

    /// <summary>It leaves a CSV file with a result for each record in <see cref="FileDropOptions.ResultFolder"/>.</summary>
    ResultFile,
}

/// <summary>Section <c>CoreSystems:&lt;name&gt;</c> of a core system that takes files from a folder (adapter <c>file</c>).</summary>
public class FileDropOptions
{
    /// <summary>Where the files are left. It must be there; the adapter makes only <c>.sent</c> in it, its journal.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The name without extension: {target}, {number}, {date} (yyyyMMdd), {time} (HHmmss). {number} keeps names apart.</summary>
    public string FileName { get; set; } = "{target}-{number}";

    public int NumberDigits { get; set; } = 8;

    /// <summary>1: one file a record. More: up to so many records a file.</summary>
    public int BatchSize { get; set; } = 1;

    /// <summary>".ctl" or ".end": a second file of the same name and this at its end, with the count of records and the SHA-256, written last. Empty: none.</summary>
    public string ControlExtension { get; set; } = "";

    /// <summary>The submission's attachments are left beside the record, as files of the same name with a number; the control file, which comes last, names them.</summary>
    public bool Attachments { get; set; }

    public FileAcknowledgement Acknowledge { get; set; }

    /// <summary>At the end of the file's whole name: "data.csv" is acknowledged by "data.csv.ack".</summary>
    public string AckExtension { get; set; } = ".ack";

    public int AskAfterSeconds { get; set; } = 60;

    /// <summary>Has the folders <c>done</c> and <c>broken</c>, or gets them.</summary>
    public string ResultFolder { get; set; } = "";

    public string ResultExtension { get; set; } = ".csv";

    public string ResultCharset { get; set; } = "utf-8";

    public string DeliveryIdColumn { get; set; } = "deliveryId";

    public string ExternalIdColumn { get; set; } = "externalId";

    public string ResultColumn { get; set; } = "result";

    public string RecordIdColumn { get; set; } = "recordId";

    public string ReasonColumn { get; set; } = "reason";

    /// <summary>What the result column says of records that were taken, and of those that were not; without regard to case. Separated by commas.</summary>
    public string OkWords { get; set; } = "ok,OK,正常,1";

    public string NgWords { get; set; } = "ng,NG,エラー,9";

    /// <summary>How long an entry of the journal stays after its file was left.</summary>
    public int JournalDays { get; set; } = 30;

    internal virtual IEnumerable<string> Problems()
    {
        if (!Path.IsPathFullyQualified(Folder))
            yield return "Folder must be an absolute path.";
        if (Acknowledge == FileAcknowledgement.ResultFile && !Path.IsPathFullyQualified(ResultFolder))
            yield return "ResultFolder must be an absolute path where Acknowledge is ResultFile.";
        foreach (var problem in CommonProblems())
            yield return problem;
    }

    private protected IEnumerable<string> CommonProblems()
    {
        if (FileName.Length == 0 || FileName.StartsWith('.') || FileName.IndexOfAny(['/', '\\', ':', '\0']) >= 0)
            yield return "FileName must be a name without folders that does not begin with a dot.";
        if (BatchSize is < 1 or > 10_000)
            yield return "BatchSize must be between 1 and 10000.";
        if (NumberDigits is < 1 or > 10)
            yield return "NumberDigits must be between 1 and 10.";
        if (JournalDays is < 1 or > 3650)
            yield return "JournalDays must be between 1 and 3650.";
        if (AskAfterSeconds is < 1 or > 86_400)
            yield return "AskAfterSeconds must be between 1 and 86400.";
        if (ControlExtension.Length > 0 && !ControlExtension.StartsWith('.'))
            yield return "ControlExtension must begin with a dot.";
        if (Attachments && (BatchSize > 1 || ControlExtension.Length == 0))
            yield return "Attachments go with single records (BatchSize 1), and need a ControlExtension: the control file says that all are there.";
        if (Acknowledge == FileAcknowledgement.PickedUp && !AckExtension.StartsWith('.'))
            yield return "AckExtension must begin with a dot.";
        if (TargetCharset.Find(ResultCharset) is null)
            yield return $"ResultCharset must be one of {string.Join(", ", TargetCharset.All.Select(c => c.Name))}.";
        if (Words(OkWords).Count == 0 || Words(NgWords).Count == 0 || Words(OkWords).Overlaps(Words(NgWords)))
            yield return "OkWords and NgWords must each name a word, and none of the other's.";
    }

    internal static HashSet<string> Words(string words) => words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
