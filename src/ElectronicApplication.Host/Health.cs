using ElectronicApplication.Database;

namespace ElectronicApplication.Host;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: its database answers and has the right schema.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app, HostSettings settings)
    {
        app.MapGet("/health/live", () => TypedResults.Text("ok")).ExcludeFromDescription();
        app.MapGet("/health/ready", async (DatabaseStartup database, CancellationToken cancel) =>
        {
            bool answers;
            try
            {
                answers = await database.AnswersAsync(cancel) && (await database.PendingAsync(cancel)).Count == 0;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                answers = false;
            }
            return Results.Json(new { status = answers ? "ready" : "not-ready", roles = settings.Roles.ToString(), database = answers }, statusCode: answers ? 200 : 503);
        }).ExcludeFromDescription();
    }
}
