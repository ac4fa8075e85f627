using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Testing;
using ElectronicApplication.Worker.CoreSystems;
using ElectronicApplication.Worker.CoreSystems.Table;
using Npgsql;

namespace ElectronicApplication.Worker.Tests;

/// <summary>The staging table of the adapters' README in a real PostgreSQL, and a system that works through it in SQL.</summary>
public sealed class TableAdapterTests
{
    internal const string Create = """
        CREATE TABLE electronic_application (
            delivery_id uuid NOT NULL, external_id text NOT NULL, kind text NOT NULL, receipt_number text NOT NULL,
            data jsonb NOT NULL, status text NOT NULL DEFAULT 'new', record_id text, message text, seen_at timestamptz,
            UNIQUE (external_id, kind, delivery_id))
        """;

    [PostgreSqlFact]
    public async Task A_row_waits_as_new_and_comes_back_done_or_in_error()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        await using var database = NpgsqlDataSource.Create(server.ConnectionString());
        await RunAsync(database, Create + "; ALTER TABLE electronic_application ADD shimei varchar(8)");
        await using var adapter = Adapter(server, o => o.Values["shimei"] = "name");
        Offer first = FileAdapterTests.Record(1, FileAdapterTests.Name), second = FileAdapterTests.Record(2, "林");

        Assert.All(await adapter.OfferAsync([first, second], default), a => Assert.Equal(DeliveryOutcome.AcceptedLater, a.Outcome));
        Assert.Equal(FileAdapterTests.Name, await ValueAsync(database, "SELECT shimei FROM electronic_application WHERE external_id = 'E1' AND status = 'new'"));
        Assert.Equal(FileAdapterTests.Name, await ValueAsync(database, "SELECT data->>'name' FROM electronic_application WHERE external_id = 'E1'"));
        Assert.Empty(await adapter.CollectAsync(default));

        await RunAsync(database, "UPDATE electronic_application SET status = 'done', record_id = 'J-1' WHERE external_id = 'E1'; UPDATE electronic_application SET status = 'error', message = '台帳にない' WHERE external_id = 'E2'");
        var answers = (await adapter.CollectAsync(default)).OrderBy(a => a.ExternalId, StringComparer.Ordinal).ToList();
        Assert.Equal([new LateAnswer(first.DeliveryId, "E1", AdapterAnswer.Done("J-1")), new LateAnswer(second.DeliveryId, "E2", AdapterAnswer.Refused("台帳にない"))], answers);
        await adapter.SettleAsync([answers[0]], default);
        Assert.Equal([answers[1]], await adapter.CollectAsync(default));
        await adapter.SettleAsync(answers, default);
        Assert.Empty(await adapter.CollectAsync(default));

        // Offered again: what is done stays so; what was in error and has been seen is new again, as it was mended.
        Assert.Equal(AdapterAnswer.Done("J-1"), (await adapter.OfferAsync([first], default))[0]);
        Assert.Equal(DeliveryOutcome.AcceptedLater, (await adapter.OfferAsync([second with { Data = new JsonObject { ["name"] = "森" } }], default))[0].Outcome);
        Assert.Equal("森", await ValueAsync(database, "SELECT data->>'name' FROM electronic_application WHERE external_id = 'E2' AND status = 'new' AND message IS NULL"));
        Assert.Equal(2L, await ValueAsync(database, "SELECT count(*) FROM electronic_application"));
    }

    [PostgreSqlFact]
    public async Task Links_to_attachments_stand_in_a_column_of_their_own_and_are_new_in_a_row_that_is_offered_again()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        await using var database = NpgsqlDataSource.Create(server.ConnectionString());
        await RunAsync(database, Create + "; ALTER TABLE electronic_application ADD attachments jsonb");
        await using var adapter = Adapter(server, o => o.AttachmentsColumn = "attachments");
        var until = new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc);
        var offer = FileAdapterTests.Record(1, "森") with { Attachments = [new("委任状.pdf", "application/pdf", 7, "ab12", "https://city.example/core-systems/juki/links/1", until)] };

        Assert.Equal([AdapterAnswer.Accepted(), AdapterAnswer.Accepted()], await adapter.OfferAsync([offer, FileAdapterTests.Record(2, "林")], default));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(
            """[{"name":"委任状.pdf","mediaType":"application/pdf","size":7,"sha256":"ab12","url":"https://city.example/core-systems/juki/links/1","until":"2026-04-01T00:00:00Z"}]"""),
            JsonNode.Parse((string)(await ValueAsync(database, "SELECT attachments::text FROM electronic_application WHERE external_id = 'E1'"))!)));
        Assert.Equal(1L, await ValueAsync(database, "SELECT count(*) FROM electronic_application WHERE external_id = 'E2' AND attachments IS NULL"));
        await adapter.OfferAsync([offer with { Attachments = [offer.Attachments![0] with { Url = "https://city.example/core-systems/juki/links/2" }] }], default);
        Assert.Equal("https://city.example/core-systems/juki/links/2", await ValueAsync(database, "SELECT attachments->0->>'url' FROM electronic_application WHERE external_id = 'E1'"));
    }

    [PostgreSqlFact]
    public async Task A_row_is_changed_only_while_it_is_new()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        await using var database = NpgsqlDataSource.Create(server.ConnectionString());
        await RunAsync(database, Create);
        await using var adapter = Adapter(server);
        var offer = FileAdapterTests.Record(1, "森");
        var mended = offer with { Data = new JsonObject { ["name"] = "林" } };
        await adapter.OfferAsync([offer], default);
        await adapter.OfferAsync([mended], default);
        Assert.Equal("林", await ValueAsync(database, "SELECT data->>'name' FROM electronic_application"));
        await RunAsync(database, "UPDATE electronic_application SET status = 'in work'");
        Assert.Equal(DeliveryOutcome.AcceptedLater, (await adapter.OfferAsync([offer], default))[0].Outcome);
        await RunAsync(database, "UPDATE electronic_application SET status = 'error', message = 'x'");
        Assert.Equal(AdapterAnswer.Refused("x"), (await adapter.OfferAsync([offer], default))[0]);
        Assert.Equal("林", await ValueAsync(database, "SELECT data->>'name' FROM electronic_application"));
        // A correction is a row of its own.
        await adapter.OfferAsync([offer with { Kind = DeliveryKind.Correction, DeliveryId = Guid.NewGuid() }], default);
        Assert.Equal(2L, await ValueAsync(database, "SELECT count(*) FROM electronic_application"));
    }

    [PostgreSqlFact]
    public async Task What_a_column_does_not_take_is_refused_and_what_is_wrong_with_the_table_is_tried_again()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        await using var database = NpgsqlDataSource.Create(server.ConnectionString());
        await using var adapter = Adapter(server, o => o.Values["shimei"] = "name");
        var missing = (await adapter.OfferAsync([FileAdapterTests.Record(1, "森")], default))[0];
        Assert.Equal(DeliveryOutcome.TryAgain, missing.Outcome);
        Assert.Contains("42P01", missing.Reason, StringComparison.Ordinal);

        await RunAsync(database, Create + "; ALTER TABLE electronic_application ADD shimei varchar(2)");
        var answers = await adapter.OfferAsync([FileAdapterTests.Record(1, "長すぎる"), FileAdapterTests.Record(2, "森")], default);
        Assert.Equal([DeliveryOutcome.Refused, DeliveryOutcome.AcceptedLater], answers.Select(a => a.Outcome));
        Assert.Contains("22001", answers[0].Reason, StringComparison.Ordinal);

        await server.CrashAsync();
        Assert.Equal(DeliveryOutcome.TryAgain, (await adapter.OfferAsync([FileAdapterTests.Record(3, "森")], default))[0].Outcome);
        await server.StartAgainAsync();
        Assert.Equal(DeliveryOutcome.AcceptedLater, (await adapter.OfferAsync([FileAdapterTests.Record(3, "森")], default))[0].Outcome);
    }

    private static TableAdapter Adapter(PostgreSqlServer server, Action<TableOptions>? set = null)
    {
        var options = new TableOptions { ConnectionString = server.ConnectionString(), TimeoutSeconds = 30 };
        set?.Invoke(options);
        Assert.Empty(options.Problems());
        return new(options);
    }

    internal static async Task RunAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ValueAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
