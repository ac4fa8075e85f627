using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElectronicApplication.Database.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class HandOver : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Status_Target_DueAt",
                table: "Deliveries");

            migrationBuilder.RenameColumn(
                name: "ClaimedUntil",
                table: "Deliveries",
                newName: "AcceptedAt");

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Submissions",
                type: "nvarchar(10)",
                maxLength: 10,
                nullable: false,
                defaultValue: "ja");

            migrationBuilder.AddColumn<string>(
                name: "Procedures",
                table: "StaffMembers",
                type: "nvarchar(4000)",
                maxLength: 4000,
                nullable: false,
                defaultValue: "");

            // The column has no default, so that there is no constraint to be dropped first.
            migrationBuilder.Sql("ALTER TABLE [Deliveries] ALTER COLUMN [DueAt] datetime2 NULL;");

            migrationBuilder.AddColumn<byte[]>(
                name: "Edited",
                table: "Deliveries",
                type: "varbinary(max)",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LastDuration",
                table: "Deliveries",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Progress",
                table: "Deliveries",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "OpenedAt",
                table: "DecisionSteps",
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CoreReportFiles",
                columns: table => new
                {
                    ReportId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FileCipher = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoreReportFiles", x => x.ReportId);
                });

            migrationBuilder.CreateTable(
                name: "CoreReports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MessageId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Target = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ExternalId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    OccurredAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    ForApplicant = table.Column<bool>(type: "bit", nullable: false),
                    Problem = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    SettledBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    SettledAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ReachedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    KeyId = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    WrappedKey = table.Column<byte[]>(type: "varbinary(100)", maxLength: 100, nullable: false),
                    ContentCipher = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoreReports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeliveryAttempts",
                columns: table => new
                {
                    DeliveryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Outcome = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Duration = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryAttempts", x => new { x.DeliveryId, x.Number, x.At });
                });

            migrationBuilder.CreateTable(
                name: "ReconciliationDigests",
                columns: table => new
                {
                    StaffId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    ClaimedUntil = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReconciliationDigests", x => new { x.StaffId, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "ReportCursors",
                columns: table => new
                {
                    Target = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    After = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportCursors", x => x.Target);
                });

            migrationBuilder.CreateTable(
                name: "ResidentLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubjectHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    KeyId = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    WrappedKey = table.Column<byte[]>(type: "varbinary(100)", maxLength: 100, nullable: false),
                    NumberCipher = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    EstablishedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResidentLinks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TargetCounts",
                columns: table => new
                {
                    Target = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TargetCounts", x => new { x.Target, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "TargetPauses",
                columns: table => new
                {
                    Target = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    By = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TargetPauses", x => x.Target);
                });

            migrationBuilder.CreateTable(
                name: "WorkerBeats",
                columns: table => new
                {
                    Worker = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Targets = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkerBeats", x => x.Worker);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_ArrivedAt",
                table: "Submissions",
                column: "ArrivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_CreatedAt_Id",
                table: "Deliveries",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Status_Target_CreatedAt",
                table: "Deliveries",
                columns: new[] { "Status", "Target", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Target_DueAt",
                table: "Deliveries",
                columns: new[] { "Target", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CoreReports_State_Kind_SubmissionId",
                table: "CoreReports",
                columns: new[] { "State", "Kind", "SubmissionId" });

            migrationBuilder.CreateIndex(
                name: "IX_CoreReports_SubmissionId_OccurredAt",
                table: "CoreReports",
                columns: new[] { "SubmissionId", "OccurredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CoreReports_Target_MessageId",
                table: "CoreReports",
                columns: new[] { "Target", "MessageId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReconciliationDigests_Day",
                table: "ReconciliationDigests",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_ResidentLinks_SubjectHash",
                table: "ResidentLinks",
                column: "SubjectHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResidentLinks_SubmissionId",
                table: "ResidentLinks",
                column: "SubmissionId");

            // What was claimed is due when its claim ends; what is finished is due no more.
            migrationBuilder.Sql("UPDATE \"Deliveries\" SET \"DueAt\" = \"AcceptedAt\" WHERE \"Status\" = 'InFlight' AND \"AcceptedAt\" IS NOT NULL;");
            migrationBuilder.Sql("UPDATE \"Deliveries\" SET \"DueAt\" = NULL WHERE \"Status\" IN ('Acknowledged', 'Refused');");
            migrationBuilder.Sql("UPDATE \"Deliveries\" SET \"AcceptedAt\" = NULL;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CoreReportFiles");

            migrationBuilder.DropTable(
                name: "CoreReports");

            migrationBuilder.DropTable(
                name: "DeliveryAttempts");

            migrationBuilder.DropTable(
                name: "ReconciliationDigests");

            migrationBuilder.DropTable(
                name: "ReportCursors");

            migrationBuilder.DropTable(
                name: "ResidentLinks");

            migrationBuilder.DropTable(
                name: "TargetCounts");

            migrationBuilder.DropTable(
                name: "TargetPauses");

            migrationBuilder.DropTable(
                name: "WorkerBeats");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_ArrivedAt",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_CreatedAt_Id",
                table: "Deliveries");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Status_Target_CreatedAt",
                table: "Deliveries");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Target_DueAt",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "Procedures",
                table: "StaffMembers");

            migrationBuilder.DropColumn(
                name: "Edited",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "LastDuration",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "Progress",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "OpenedAt",
                table: "DecisionSteps");

            migrationBuilder.RenameColumn(
                name: "AcceptedAt",
                table: "Deliveries",
                newName: "ClaimedUntil");

            migrationBuilder.AlterColumn<DateTime>(
                name: "DueAt",
                table: "Deliveries",
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified),
                oldClrType: typeof(DateTime),
                oldType: "datetime2",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Status_Target_DueAt",
                table: "Deliveries",
                columns: new[] { "Status", "Target", "DueAt" });
        }
    }
}
