using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using Npgsql;
using NpgsqlTypes;

namespace ElectronicApplication.Worker.CoreSystems.Table;

/// <summary>
/// A core system that reads a staging table: one row a delivery. While a row's status is "new" the row is ours; the system sets it to "done" with its number
/// or to "error" with a message, and from then on it is read and marked as seen. A row in error is opened again when the delivery is offered anew.
/// </summary>
internal sealed class TableAdapter : IAdapter
{
    private const int AnswersAtOnce = 500;

    private readonly TableOptions _options;
    private readonly NpgsqlDataSource _source;
    private readonly string _insert;
    private readonly string _read;
    private readonly string _collect;
    private readonly string _settle;

    public TableAdapter(TableOptions options)
    {
        _options = options;
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Timeout = options.TimeoutSeconds, CommandTimeout = options.TimeoutSeconds };
        _source = NpgsqlDataSource.Create(connection);
        var table = string.Join('.', options.Table.Split('.').Select(Quoted));
        string delivery = Quoted(options.DeliveryIdColumn), external = Quoted(options.ExternalIdColumn), kind = Quoted(options.KindColumn), status = Quoted(options.StatusColumn), seen = Quoted(options.SeenColumn);
        string recordId = Quoted(options.RecordIdColumn), message = Quoted(options.MessageColumn);
        List<string> content = [Quoted(options.ReceiptNumberColumn), .. options.DataColumn.Length > 0 ? [Quoted(options.DataColumn)] : Array.Empty<string>(),
            .. options.AttachmentsColumn.Length > 0 ? [Quoted(options.AttachmentsColumn)] : Array.Empty<string>(), .. options.Values.Keys.Select(Quoted)];
        List<string> all = [delivery, external, kind, status, .. content];
        _insert = $"""
            INSERT INTO {table} AS t ({string.Join(", ", all)}) VALUES ({string.Join(", ", all.Select((_, i) => $"${i + 1}"))})
            ON CONFLICT ({external}, {kind}, {delivery}) DO UPDATE SET {string.Join(", ", content.Append(status).Select(c => $"{c} = EXCLUDED.{c}"))}, {recordId} = NULL, {message} = NULL, {seen} = NULL
            WHERE t.{status} = EXCLUDED.{status} OR t.{status} = ${all.Count + 1} AND t.{seen} IS NOT NULL
            """;
        _read = $"SELECT {status}, {recordId}::text, {message}::text FROM {table} WHERE {external} = $1 AND {kind} = $2 AND {delivery} = $3";
        _collect = $"SELECT {delivery}, {external}, {status}, {recordId}::text, {message}::text FROM {table} WHERE {status} IN ($1, $2) AND {seen} IS NULL LIMIT {AnswersAtOnce}";
        _settle = $"UPDATE {table} SET {seen} = now() WHERE {delivery} = $1 AND {external} = $2 AND {status} = $3 AND {seen} IS NULL";
    }

    public int BatchSize => _options.BatchSize;

    public async Task<IReadOnlyList<AdapterAnswer>> OfferAsync(IReadOnlyList<Offer> offers, CancellationToken cancel)
    {
        var answers = new List<AdapterAnswer>(offers.Count);
        try
        {
            // Row by row and not in one transaction: what the table does not take is that row's own trouble.
            await using var connection = await _source.OpenConnectionAsync(cancel);
            foreach (var offer in offers)
                answers.Add(await OfferAsync(connection, offer, cancel));
        }
        catch (Exception e) when (IsAway(e, cancel))
        {
            while (answers.Count < offers.Count)
                answers.Add(Away(e));
        }
        return answers;
    }

    public async Task<IReadOnlyList<LateAnswer>> CollectAsync(CancellationToken cancel)
    {
        await using var command = _source.CreateCommand(_collect);
        command.Parameters.Add(new() { Value = _options.DoneStatus });
        command.Parameters.Add(new() { Value = _options.ErrorStatus });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        List<LateAnswer> answers = [];
        while (await rows.ReadAsync(cancel))
            answers.Add(new(rows.GetGuid(0), rows.GetString(1), Answer(rows.GetString(2), Text(rows, 3), Text(rows, 4), rows.GetString(1))));
        return answers;
    }

    public async Task SettleAsync(IReadOnlyList<LateAnswer> saved, CancellationToken cancel)
    {
        if (saved.Count == 0)
            return;
        await using var batch = _source.CreateBatch();
        foreach (var answer in saved)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(_settle)
            {
                Parameters = { new() { Value = answer.DeliveryId ?? Guid.Empty }, new() { Value = answer.ExternalId }, new() { Value = answer.Answer.Outcome == DeliveryOutcome.Done ? _options.DoneStatus : _options.ErrorStatus } },
            });
        await batch.ExecuteNonQueryAsync(cancel);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<AdapterAnswer> OfferAsync(NpgsqlConnection connection, Offer offer, CancellationToken cancel)
    {
        try
        {
            await using var insert = new NpgsqlCommand(_insert, connection);
            Identity(insert, offer.DeliveryId, offer.ExternalId, Kind(offer));
            insert.Parameters.Add(new() { Value = _options.NewStatus });
            insert.Parameters.Add(new() { Value = offer.ReceiptNumber });
            if (_options.DataColumn.Length > 0)
                insert.Parameters.Add(new() { Value = offer.Data.ToJsonString(FactJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
            if (_options.AttachmentsColumn.Length > 0)
                insert.Parameters.Add(new() { Value = offer.Attachments is null ? DBNull.Value : JsonSerializer.Serialize(offer.Attachments, FactJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
            foreach (var member in _options.Values.Values)
                insert.Parameters.Add(new() { Value = (object?)Plain(offer.Data[member]) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            insert.Parameters.Add(new() { Value = _options.ErrorStatus });
            if (await insert.ExecuteNonQueryAsync(cancel) > 0)
                return AdapterAnswer.Accepted();
            await using var read = new NpgsqlCommand(_read, connection) { Parameters = { new() { Value = offer.ExternalId }, new() { Value = Kind(offer) }, new() { Value = offer.DeliveryId } } };
            await using var row = await read.ExecuteReaderAsync(cancel);
            return await row.ReadAsync(cancel) ? Answer(row.GetString(0), Text(row, 1), Text(row, 2), offer.ExternalId) : AdapterAnswer.TryAgain("中間テーブルの行が、書き込みの途中で消されました。");
        }
        catch (PostgresException e) when (e.SqlState[..2] is "22" or "23")
        {
            // Data exception, integrity constraint: about this row. The server's message may quote a value; it is left out.
            var what = e.SqlState is "22001" or "22003" ? "長すぎるか、範囲を超えています" : e.ConstraintName is { } rule ? $"制約 {rule}" : "値の形式が合いません";
            return AdapterAnswer.Refused($"中間テーブルの列に入りません（{e.SqlState}{(e.ColumnName is null ? "" : $"、列 {e.ColumnName}")}）: {what}。");
        }
    }

    private static void Identity(NpgsqlCommand command, Guid deliveryId, string externalId, string kind)
    {
        command.Parameters.Add(new() { Value = deliveryId });
        command.Parameters.Add(new() { Value = externalId });
        command.Parameters.Add(new() { Value = kind });
    }

    /// <summary>A status of the system's own ("in work") is neither: the record is with it.</summary>
    private AdapterAnswer Answer(string status, string? recordId, string? message, string externalId) =>
        status == _options.DoneStatus ? AdapterAnswer.Done(recordId is { Length: > 0 and <= 200 } ? recordId : externalId)
            : status == _options.ErrorStatus ? AdapterAnswer.Refused(message is { Length: > 0 } ? message : "連携先が受け付けませんでした。")
            : AdapterAnswer.Accepted();

    private static bool IsAway(Exception e, CancellationToken cancel) => e is NpgsqlException or IOException or TimeoutException || e is OperationCanceledException && !cancel.IsCancellationRequested;

    private static AdapterAnswer Away(Exception e) => AdapterAnswer.TryAgain(e switch
    {
        PostgresException { SqlState: "42P01" or "42703" or "42P10" or "3F000" } wrong => $"中間テーブル又はその列・一意制約が、設定のとおりにありません（{wrong.SqlState}）。",
        PostgresException { SqlState: "42501" or "28P01" or "28000" } denied => $"中間テーブルを使う権限がありません（{denied.SqlState}）。",
        PostgresException { SqlState: "53100" } => "中間テーブルのデータベースのディスクに空きがありません。",
        PostgresException other => $"中間テーブルのデータベースが断りました（{other.SqlState}）。",
        _ => "中間テーブルのデータベースに接続できないか、応答がありません。",
    });

    private static string? Plain(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => node.ToJsonString(FactJson.Options),
    };

    private static string Kind(Offer offer) => JsonNamingPolicy.CamelCase.ConvertName(offer.Kind.ToString());

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>Quotation marks cannot occur in it: the options were checked.</summary>
    private static string Quoted(string name) => $"\"{name}\"";
}
