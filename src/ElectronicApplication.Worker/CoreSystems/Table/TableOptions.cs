using System.Text.RegularExpressions;
using Npgsql;

namespace ElectronicApplication.Worker.CoreSystems.Table;

/// <summary>Section <c>CoreSystems:&lt;name&gt;</c> of a core system that reads a staging table in a PostgreSQL database of its own (adapter <c>table</c>).</summary>
public sealed partial class TableOptions
{
    /// <summary>Npgsql's connection string. The account needs SELECT, INSERT and UPDATE on the one table.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>"table" or "schema.table".</summary>
    public string Table { get; set; } = "electronic_application";

    /// <summary>uuid; with the next two the table's unique key.</summary>
    public string DeliveryIdColumn { get; set; } = "delivery_id";

    public string ExternalIdColumn { get; set; } = "external_id";

    /// <summary>"submission", "correction" or "withdrawal".</summary>
    public string KindColumn { get; set; } = "kind";

    public string ReceiptNumberColumn { get; set; } = "receipt_number";

    /// <summary>jsonb: what the mapping made. Empty: only <see cref="Values"/> are written.</summary>
    public string DataColumn { get; set; } = "data";

    /// <summary>jsonb: links to the attachments. Empty: they are not written.</summary>
    public string AttachmentsColumn { get; set; } = "";

    public string StatusColumn { get; set; } = "status";

    /// <summary>The system's own number, filled in by it with <see cref="DoneStatus"/>.</summary>
    public string RecordIdColumn { get; set; } = "record_id";

    /// <summary>Why not, filled in by it with <see cref="ErrorStatus"/>.</summary>
    public string MessageColumn { get; set; } = "message";

    /// <summary>timestamptz: when we saw its answer.</summary>
    public string SeenColumn { get; set; } = "seen_at";

    public string NewStatus { get; set; } = "new";

    public string DoneStatus { get; set; } = "done";

    public string ErrorStatus { get; set; } = "error";

    /// <summary>Text columns by their name, each with the name of the data's member that goes there (<c>Values:shimei</c> = <c>name</c>).</summary>
    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    public int BatchSize { get; set; } = 100;

    public int TimeoutSeconds { get; set; } = 5;

    internal IEnumerable<string> Problems()
    {
        if (!Connects(ConnectionString))
            yield return "ConnectionString must be one of Npgsql: Host=...;Database=...;Username=...";
        if (Table.Split('.') is not { Length: 1 or 2 } parts || !parts.All(IsName))
            yield return "Table must be a name, or a schema's name, a dot and a name.";
        List<(string Setting, string Name)> columns =
        [
            (nameof(DeliveryIdColumn), DeliveryIdColumn), (nameof(ExternalIdColumn), ExternalIdColumn), (nameof(KindColumn), KindColumn), (nameof(ReceiptNumberColumn), ReceiptNumberColumn), (nameof(StatusColumn), StatusColumn),
            (nameof(RecordIdColumn), RecordIdColumn), (nameof(MessageColumn), MessageColumn), (nameof(SeenColumn), SeenColumn), .. Values.Keys.Select(c => ($"Values:{c}", c)),
        ];
        if (DataColumn.Length > 0)
            columns.Add((nameof(DataColumn), DataColumn));
        else if (Values.Count == 0)
            yield return "DataColumn and Values are both empty: nothing would be handed over.";
        if (AttachmentsColumn.Length > 0)
            columns.Add((nameof(AttachmentsColumn), AttachmentsColumn));
        foreach (var (setting, name) in columns.Where(c => !IsName(c.Name)))
            yield return $"{setting} must be a column's name of up to 63 letters, digits and underscores, not \"{name}\".";
        foreach (var twice in columns.GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return $"{string.Join(" and ", twice.Select(c => c.Setting))} name the same column.";
        if (new[] { NewStatus, DoneStatus, ErrorStatus }.Where(s => s.Length > 0).Distinct(StringComparer.Ordinal).Count() < 3)
            yield return "NewStatus, DoneStatus and ErrorStatus must be three different words.";
        if (BatchSize is < 1 or > 1000)
            yield return "BatchSize must be between 1 and 1000.";
    }

    private static bool IsName(string text) => Name().IsMatch(text);

    private static bool Connects(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Names are quoted: letters of any script, but nothing that ends a quotation.</summary>
    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]{0,62}\z")]
    private static partial Regex Name();
}
