using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Submissions;

public static class SubmissionsModule
{
    public static IServiceCollection AddSubmissions(this IServiceCollection services) => services
        .AddSingleton<SubmissionIntake>()
        .AddSingleton<IntakeCommitter>()
        .AddHostedService(s => s.GetRequiredService<IntakeCommitter>())
        .AddScoped<SubmissionReader>()
        .AddScoped<SubmitAnswers>();
}
