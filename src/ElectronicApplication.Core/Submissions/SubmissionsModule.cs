using ElectronicApplication.Core.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Submissions;

public static class SubmissionsModule
{
    public static IServiceCollection AddSubmissions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AttachmentOptions>().Bind(configuration.GetSection("Data"));
        return services
            .AddSingleton(new AppealNotice(configuration))
            .AddSingleton<SubmissionIntake>()
            .AddSingleton<SearchKeys>()
            .AddSingleton<IntakeCommitter>()
            .AddHostedService(s => s.GetRequiredService<IntakeCommitter>())
            .AddSingleton<AccessCodes>()
            .AddSingleton<WrongCodes>()
            .AddSingleton<AttachmentStore>()
            .AddSingleton<SubmitAnswers>()
            .AddScoped<MoveForward>()
            .AddScoped<Capacity>()
            .AddScoped<SubmissionContents>()
            .AddScoped<CorrectionTasks>()
            .AddScoped<BeginCorrection>()
            .AddScoped<ReturnCorrection>()
            .AddScoped<CorrectAnswers>()
            .AddScoped<CopyFiles>()
            .AddScoped<Drafts>()
            .AddScoped<ProposedAnswers>()
            .AddScoped<StartDraft>()
            .AddScoped<BeginAnew>()
            .AddScoped<OpenDraft>()
            .AddScoped<SaveDraft>()
            .AddScoped<DeleteDraft>()
            .AddScoped<AttachFile>()
            .AddScoped<DetachFile>()
            .AddScoped<ReadAttachment>()
            .AddScoped<PrepareHolder>()
            .AddScoped<TakeOverHolder>()
            .AddScoped<PrepareDeclaration>()
            .AddScoped<SubmitDraft>()
            .AddScoped<IdempotentAnswers>()
            .AddScoped<SubmissionReader>()
            .AddScoped<SubmissionAccess>()
            .AddScoped<FindSubmission>()
            .AddScoped<WithdrawSubmission>()
            .AddScoped<SubmissionErasure>()
            .AddScoped<IRecordPart, SubmissionRecord>()
            .AddScoped<Correspondence>()
            .AddScoped<ResidentLinks>()
            .AddScoped<WriteToOffice>()
            .AddScoped<CountDrafts>()
            .AddScoped<ListMine>()
            .AddSweep<DraftSweep>()
            .AddSweep<AttachmentSweep>()
            .AddSweep<IdempotencySweep>();
    }
}
