using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ElectronicApplication.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElectronicApplication.Benchmarks;

/// <summary>The floor: the same HTTP server, one bare durable row a request, prepared statement, nothing else; and one bare page with a form.</summary>
internal static class FloorServer
{
    public static async Task<int> RunAsync(string provider, string connection, string url)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var insert = provider == "sqlite" ? Sqlite(connection) : PostgreSql(connection);
        app.MapPost("/rows", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            var id = Guid.CreateVersion7();
            await insert(id, await reader.ReadToEndAsync());
            return TypedResults.Created((string?)null, new { id });
        });
        app.MapGet("/page", () => new RazorComponentResult<FloorPage>());
        app.MapGet("/health/ready", () => "ok");
        await app.RunAsync();
        return 0;
    }

    private static Func<Guid, string, Task> Sqlite(string file)
    {
        // The binding to the operating system's SQLite stands in the product.
        RuntimeHelpers.RunModuleConstructor(typeof(DatabaseOptions).Module.ModuleHandle);
        var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS rows (id TEXT PRIMARY KEY, body TEXT NOT NULL, at TEXT NOT NULL);");
        var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO rows VALUES ($id, $body, $at)";
        var parameters = new[] { "$id", "$body", "$at" }.Select(n => command.Parameters.AddWithValue(n, "")).ToArray();
        var gate = new SemaphoreSlim(1, 1);
        return async (id, body) =>
        {
            await gate.WaitAsync();
            try
            {
                (parameters[0].Value, parameters[1].Value, parameters[2].Value) = (id, body, DateTime.UtcNow);
                command.ExecuteNonQuery();
            }
            finally
            {
                gate.Release();
            }
        };
    }

    private static Func<Guid, string, Task> PostgreSql(string connectionString)
    {
        var source = NpgsqlDataSource.Create(connectionString);
        using (var connection = source.OpenConnection())
            Execute(connection, "CREATE TABLE IF NOT EXISTS rows (id uuid PRIMARY KEY, body text NOT NULL, at timestamptz NOT NULL)");
        return async (id, body) =>
        {
            await using var command = source.CreateCommand("INSERT INTO rows VALUES ($1, $2, $3)");
            command.Parameters.AddWithValue(id);
            command.Parameters.AddWithValue(body);
            command.Parameters.AddWithValue(DateTime.UtcNow);
            await command.ExecuteNonQueryAsync();
        };
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
