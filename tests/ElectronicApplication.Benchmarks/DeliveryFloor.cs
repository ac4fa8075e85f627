using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using Npgsql;

namespace ElectronicApplication.Benchmarks;

/// <summary>The floor of a delivery: rows are claimed 200 at a time, their bodies posted fifty at once, and marked done as many as have come back; nothing else.</summary>
internal static class DeliveryFloor
{
    private const int InFlight = 50;

    /// <returns>Rows a second.</returns>
    public static async Task<double> RunAsync(NpgsqlDataSource database, Uri core, int rows, int bodyBytes)
    {
        await ExecuteAsync(database, "CREATE TABLE IF NOT EXISTS floor_rows (id uuid PRIMARY KEY, body text NOT NULL, status int NOT NULL, due timestamptz NOT NULL, until timestamptz); TRUNCATE floor_rows");
        await ExecuteAsync(database, "CREATE INDEX IF NOT EXISTS floor_rows_due ON floor_rows (due) WHERE status = 0");
        await ExecuteAsync(database, $"INSERT INTO floor_rows SELECT gen_random_uuid(), repeat('x', {bodyBytes}), 0, now() + n * interval '1 microsecond' - interval '1 hour', NULL FROM generate_series(1, {rows}) n");
        await ExecuteAsync(database, "VACUUM ANALYZE floor_rows");
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = InFlight });
        var (claimed, answered) = (Channel.CreateBounded<(Guid Id, string Body)>(400), Channel.CreateUnbounded<Guid>());
        var watch = Stopwatch.StartNew();
        var claim = Task.Run(async () =>
        {
            while (await ClaimAsync(database) is { Count: > 0 } batch)
                foreach (var row in batch)
                    await claimed.Writer.WriteAsync(row);
            claimed.Writer.Complete();
        });
        var post = Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            await foreach (var (id, body) in claimed.Reader.ReadAllAsync())
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await http.PostAsync(new Uri(core, "/core/records"), content);
                answer.EnsureSuccessStatusCode();
                answered.Writer.TryWrite(id);
            }
        })));
        var mark = Task.Run(async () =>
        {
            List<Guid> ids = [];
            while (await answered.Reader.WaitToReadAsync())
            {
                ids.Clear();
                while (ids.Count < 300 && answered.Reader.TryRead(out var id))
                    ids.Add(id);
                await using var command = database.CreateCommand("UPDATE floor_rows SET status = 2 WHERE id = ANY($1)");
                command.Parameters.Add(new() { Value = ids });
                await command.ExecuteNonQueryAsync();
            }
        });
        await claim;
        await post;
        answered.Writer.Complete();
        await mark;
        return rows / watch.Elapsed.TotalSeconds;
    }

    private static async Task<List<(Guid, string)>> ClaimAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            UPDATE floor_rows SET status = 1, until = now() + interval '9 seconds'
            WHERE id IN (SELECT id FROM floor_rows WHERE status = 0 AND due <= now() ORDER BY due LIMIT 200 FOR UPDATE SKIP LOCKED) RETURNING id, body
            """);
        await using var reader = await command.ExecuteReaderAsync();
        List<(Guid, string)> rows = [];
        while (await reader.ReadAsync())
            rows.Add((reader.GetGuid(0), reader.GetString(1)));
        return rows;
    }

    public static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 1800;
        await command.ExecuteNonQueryAsync();
    }
}
